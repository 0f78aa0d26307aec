"""The words of bench/corpus.py: as many different ones as a site has, each about as often.

    bench/words.py > bench/words.txt         the words of this repository's own content, the most used first; made once

The n-th of them is drawn about 1 / (n + 2.7) as often as the first (Zipf's law). One word in a hundred is a compound of two others, so that
new words keep coming as a site grows, and one in eight is among the dozen that its document comes back to. The words are drawn, not
written: how often each stands, and in how many texts, is as in real text, and the sentences mean nothing.
"""
import bisect
import collections
import itertools
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
COMPOUNDS = 1 / 100
OWN = 1 / 8


def harvest(content):
    """Words that stand in lower case and are letters only, so no names; the most used first. Words that tell of a decision are left
    out: the check looks for the decision."""
    counts = collections.Counter()
    for path in sorted(content.rglob("*.md")):
        text = path.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        # Addresses, code and what is in braces are no text.
        text = re.sub(r"\]\([^)]*\)|\]\[[^\]]*\]|`[^`]*`|\{[^}]*\}|<[^>]*>|\S*[/@_.]\S+", " ", text)
        counts.update(word for word in re.findall(r"(?<![\w-])[a-zæøå]{2,24}(?![\w-])", text) if not re.search("vedt|beslut", word))
    return [word for word, _ in sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))]


class Words:
    """Sentences from a generator of chance; no word, and no two or three words, stand beside themselves."""

    def __init__(self, rng):
        self.rng = rng
        self.words = (HERE / "words.txt").read_text(encoding="utf-8").split()
        self.often = list(itertools.accumulate((n + 2.7) ** -1.07 for n in range(len(self.words))))
        self.long = [word for word in self.words if 4 <= len(word) <= 10]
        self.own = []
        self.before = []

    def document(self):
        """Begins a document, with words of its own."""
        self.own = self.rng.sample(self.words[100:], 10) + [self.compound() for _ in range(2)]

    def compound(self):
        return self.rng.choice(self.long[:700]) + self.rng.choice(self.long)

    def word(self):
        chance = self.rng.random()
        if chance < COMPOUNDS:
            return self.compound()
        if chance < COMPOUNDS + OWN and self.own:
            return self.rng.choice(self.own)
        return self.words[bisect.bisect_left(self.often, self.rng.random() * self.often[-1])]

    def sentence(self):
        words = []
        length = self.rng.randint(5, 12)
        while len(words) < length:
            word = self.word()
            if word not in self.before:
                words.append(word)
                self.before = [*self.before[-3:], word]
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def paragraph(self, n):
        return " ".join(self.sentence() for _ in range(n))


if __name__ == "__main__":
    print("\n".join(harvest(HERE.parent / "content")))
