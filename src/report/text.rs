//! The look of a good compiler: source line, exact range, labels, help.
