//! Action items: what is open, the late ones first, and what was closed or cancelled.

use serde::Serialize;

use super::frame::{Frame, Section, page};
use super::rows::{TaskRow, task_row};
use super::{Family, Page};
use crate::index::Site;
use crate::model::{ActionStatus, Date};

/// The pages of action items.
pub static FAMILY: Family = Family { name: "actions", pages };

/// What the template gets.
#[derive(Serialize)]
struct View {
    as_of: Option<Date>,
    /// Whether these are the open ones.
    open: bool,
    late: Vec<TaskRow>,
    rows: Vec<TaskRow>,
    /// How many there are in the other list.
    others: usize,
}

const OPEN: &str = "/oppfolging/";
const DONE: &str = "/oppfolging/lukket/";

fn pages(site: &Site) -> Vec<Page<'_>> {
    let open: Vec<TaskRow> = site.open_actions().into_iter().filter_map(|action| task_row(site, action, OPEN)).collect();
    let mut done: Vec<TaskRow> = (0..site.actions.len())
        .filter(|action| site.action_status(*action) != ActionStatus::Open)
        .filter_map(|action| task_row(site, action, DONE))
        .collect();
    done.sort_by_key(|row| std::cmp::Reverse(row.date));
    let (count_open, count_done) = (open.len(), done.len());
    let (late, rows): (Vec<_>, Vec<_>) = open.into_iter().partition(|row| row.late);

    let mut frame = Frame::new(site, "", Section::Actions);
    frame.top = true;
    let view = View { as_of: Some(site.as_of), open: true, late, rows, others: count_done };
    let first = page(site, OPEN, "actions.html", &frame, &view, None);
    frame.top = false;
    let view = View { as_of: None, open: false, late: Vec::new(), rows: done, others: count_open };
    vec![first, page(site, DONE, "actions.html", &frame, &view, None)]
}
