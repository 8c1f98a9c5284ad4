//! Posts of one page, as a live page has them: elements alike beside each other that together hold most of the page's
//! prose. They are joined, since the extractor takes short ones for strangers and keeps the best alone.

use super::furniture::{PROSE, letters, prose};
use dom_query::{Document, NodeRef};

/// Share of a page's prose that posts must hold to be its article.
const MOST: f64 = 0.6;
/// Share of links in the text of a post, at most: a teaser is one.
const LINKS: f64 = 0.3;

/// Joins the posts of a page into the first of them.
pub(super) fn join(document: &Document) {
    let whole = prose(&document.root());
    for first in document.select("div, section, article").nodes() {
        if first.parent().is_none()
            || first.prev_element_sibling().is_some_and(|before| alike(&before, first))
        {
            continue;
        }
        let posts: Vec<NodeRef> = posts_from(first);
        let held: usize = posts.iter().map(prose).sum();
        if posts.len() > 1 && held as f64 > MOST * whole as f64 && posts.iter().all(is_post) {
            for post in &posts[1..] {
                post.tree.reparent_children_of(&post.id, Some(first.id));
                post.remove_from_parent();
            }
        }
    }
}

/// The element and those behind it that are alike.
fn posts_from<'a>(first: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut posts = vec![*first];
    while let Some(next) =
        posts.last().and_then(NodeRef::next_element_sibling).filter(|next| alike(first, next))
    {
        posts.push(next);
    }
    posts
}

/// Of one name, one class, and numbered: `block-1`, `block-2`, or by a hash.
fn alike(one: &NodeRef, other: &NodeRef) -> bool {
    let kind = |node: &NodeRef| {
        let id = node.attr("id")?;
        let kind = id.trim_end_matches(|c: char| c.is_ascii_hexdigit());
        (kind.len() < id.len()).then(|| (kind.to_owned(), node.attr("class"), node.node_name()))
    };
    kind(one).is_some_and(|one| kind(other) == Some(one))
}

fn is_post(node: &NodeRef) -> bool {
    let links: usize = node.find_descendants("a").iter().map(|link| letters(&link.text())).sum();
    prose(node) >= PROSE && (links as f64) < LINKS * letters(&node.text()) as f64
}
