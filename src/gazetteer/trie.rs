//! Names as paths over token keys, on their way into a list image: the edges, and the names that end at each node.
//! [`Layout`] says where the nodes stand there.

use super::compile::NameOf;
use super::image;
use super::layout::{self, Layout};
use super::row::CaseRule;
use super::tokens;
use crate::segment::Case;

/// One name, where it ends and how it is written.
pub(super) struct Name {
    pub of: NameOf,
    /// Where the string pool has it.
    pub text: u32,
    /// The case of its tokens, two bits each.
    pub cases: u32,
    /// The node it ends at.
    node: u32,
}

/// The names of a list.
pub(super) struct Trie {
    edges: Edges,
    names: Vec<Name>,
    /// First keys of names that begin without a capital.
    lower: Vec<u8>,
}

impl Default for Trie {
    fn default() -> Self {
        Self { edges: Edges::default(), names: Vec::new(), lower: vec![0; image::LOWER_FILTER_BYTES] }
    }
}

impl Trie {
    /// Adds a name, which the string pool has at `text`. One without any token would never be found.
    pub fn insert(&mut self, name: &str, text: u32, of: NameOf) {
        let tokens = tokens::of_name(name);
        let Some(first) = tokens.first() else { return };
        if of.flags.case_rule() == CaseRule::Any || matches!(first.case, Case::Lower | Case::None) {
            let bit = first.key as usize % (image::LOWER_FILTER_BYTES * 8);
            self.lower[bit / 8] |= 1 << (bit % 8);
        }
        let node = tokens.iter().fold(0, |node, token| self.edges.next(node, token.key));
        let cases = image::pack_cases(tokens.iter().map(|token| token.case));
        self.names.push(Name { of, text, cases, node });
    }

    pub const fn nodes(&self) -> usize {
        self.edges.keys.len() + 1
    }

    pub const fn names(&self) -> usize {
        self.names.len()
    }

    /// How the nodes stand in the image.
    pub fn layout(&self) -> Layout<'_> {
        Layout::new(&self.edges.nodes, &self.edges.keys)
    }

    /// A filter over the first keys of names that begin with a small letter or none (`al-Shabaab`, `7-Eleven`): the
    /// only words and marks without a capital worth a look into the trie.
    pub fn lower_starts(&self) -> &[u8] {
        &self.lower
    }

    /// Per node, the number of the first name that ends there, counted from 1; 0 where none does.
    pub fn first_names(&self) -> impl Iterator<Item = u32> {
        let starts = layout::starts(self.nodes(), self.names.iter().map(|name| &name.node));
        (0..self.nodes()).map(move |node| if starts[node] < starts[node + 1] { starts[node] + 1 } else { 0 })
    }

    /// The names by node, in the order they came, each with whether it is the last of its node.
    pub fn into_names(self) -> impl Iterator<Item = (Name, bool)> {
        let mut names = self.names;
        names.sort_by_key(|name| name.node); // stable
        let last: Vec<bool> = (1..=names.len())
            .map(|next| names.get(next).is_none_or(|name| name.node != names[next - 1].node))
            .collect();
        names.into_iter().zip(last)
    }
}

/// The edges in the order they were made, and a hash table that finds them again. Edge number `n` leads to node
/// `n + 1`, so a million names take as little memory here as in the image.
#[derive(Default)]
struct Edges {
    nodes: Vec<u32>,
    keys: Vec<u64>,
    /// Open addressing: numbers of edges, counted from 1; 0 is free.
    table: Vec<u32>,
}

impl Edges {
    /// The node one token on; made if there is none.
    fn next(&mut self, node: u32, key: u64) -> u32 {
        if self.keys.len() * 2 >= self.table.len() {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let mut at = image::edge_hash(node, key) as usize & mask;
        loop {
            match self.table[at] {
                0 => {
                    self.nodes.push(node);
                    self.keys.push(key);
                    self.table[at] = self.keys.len() as u32;
                    return self.table[at];
                }
                edge if self.is(edge, node, key) => return edge,
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn is(&self, edge: u32, node: u32, key: u64) -> bool {
        let number = edge as usize - 1;
        self.nodes[number] == node && self.keys[number] == key
    }

    fn grow(&mut self) {
        let size = (self.table.len() * 2).max(64);
        self.table = vec![0; size];
        for (number, (&node, &key)) in (1..).zip(self.nodes.iter().zip(&self.keys)) {
            let mut at = image::edge_hash(node, key) as usize & (size - 1);
            while self.table[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            self.table[at] = number;
        }
    }
}
