//! How the nodes of a list stand in its image. In: edges in the order they were made. Out: a record per node and a table
//! of edges, laid so that a walk touches as few lines of memory as it can.
//!
//! Most nodes lead on by a few keys that all differ in their lowest bits, their ways: the children of such a narrow node
//! stand side by side, in the order of their ways. Of the others, the wide ones, a table of edges tells the children.

use super::image;

/// Where each node stands in the image, and which edges leave it.
pub(super) struct Layout<'e> {
    /// The node each edge leaves; edge number `n` leads to node `n + 1`.
    from: &'e [u32],
    keys: &'e [u64],
    /// Edges by the node they leave, those of a narrow node in the order of their ways.
    edges: Vec<u32>,
    /// Per node, where its edges begin among them.
    starts: Vec<u32>,
    /// Per node, the ways that lead on.
    ways: Vec<u32>,
    /// Per node, its number in the image.
    numbers: Vec<u32>,
}

impl<'e> Layout<'e> {
    pub fn new(from: &'e [u32], keys: &'e [u64]) -> Self {
        let nodes = keys.len() + 1;
        let starts = starts(nodes, from);
        let (mut ends, mut edges, mut ways) = (starts.clone(), vec![0; from.len()], vec![0; nodes]);
        for (edge, (&node, &key)) in (0..).zip(from.iter().zip(keys)) {
            let end = &mut ends[node as usize];
            edges[*end as usize] = edge;
            *end += 1;
            ways[node as usize] |= image::way(key);
        }
        let mut layout = Self { from, keys, edges, starts, ways, numbers: vec![0; nodes] };
        for node in 0..nodes as u32 {
            if layout.is_narrow(node) {
                let range = layout.range(node);
                layout.edges[range].sort_unstable_by_key(|&edge| image::way(keys[edge as usize]));
            }
        }
        layout.number();
        layout
    }

    /// Numbers the nodes so that those of names which begin alike stand together.
    fn number(&mut self) {
        let mut next = 1; // the root is 0
        let mut fresh = |number: &mut u32| {
            if *number == 0 {
                *number = next;
                next += 1;
            }
        };
        let mut waiting = vec![0];
        while let Some(node) = waiting.pop() {
            if node != 0 {
                fresh(&mut self.numbers[node as usize]);
            }
            let narrow = self.is_narrow(node);
            let children = self.range(node).map(|at| self.edges[at] + 1);
            if narrow {
                children.clone().for_each(|child| fresh(&mut self.numbers[child as usize]));
            }
            waiting.extend(children.rev());
        }
    }

    /// The edges of wide nodes: those the table holds.
    pub fn wide_edges(&self) -> usize {
        self.in_table().count()
    }

    fn in_table(&self) -> impl Iterator<Item = usize> {
        (0..self.from.len()).filter(|&edge| !self.is_narrow(self.from[edge]))
    }

    /// Slots of that table: a power of two, half of them free or more.
    pub fn slots(&self) -> usize {
        (self.wide_edges() * 2 + 1).next_power_of_two()
    }

    /// Writes a record per node: check, first child, ways, first name; of nodes where no name ends `names` gives 0.
    pub fn write_nodes(&self, names: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
        let start = out.len();
        out.resize(start + self.numbers.len() * image::NODE_BYTES, 0);
        for (node, name) in (0..).zip(names) {
            let check = if node == 0 { 0 } else { image::check(self.keys[node as usize - 1]) };
            let edges = &self.edges[self.range(node)];
            let first = edges.first().filter(|_| self.is_narrow(node));
            let first = first.map_or(0, |&edge| self.numbers[edge as usize + 1]);
            let at = start + self.numbers[node as usize] as usize * image::NODE_BYTES;
            let fields = [check, first, self.ways[node as usize], name].map(u32::to_le_bytes);
            out[at..at + image::NODE_BYTES].copy_from_slice(fields.as_flattened());
        }
    }

    /// Writes the edges of wide nodes as an open-addressing table of (check, next node); a next node of 0 is a free slot.
    pub fn write_slots(&self, out: &mut Vec<u8>) {
        let (start, size) = (out.len(), self.slots());
        out.resize(start + size * 8, 0);
        let table = out[start..].as_chunks_mut::<8>().0;
        for edge in self.in_table() {
            let node = self.numbers[self.from[edge] as usize];
            let hash = image::edge_hash(node, self.keys[edge]);
            let mut at = hash as usize & (size - 1);
            while table[at] != [0; 8] {
                at = (at + 1) & (size - 1);
            }
            let slot = u64::from(self.numbers[edge + 1]) << 32 | hash >> 32;
            table[at] = slot.to_le_bytes();
        }
    }

    fn is_narrow(&self, node: u32) -> bool {
        self.range(node).len() == self.ways[node as usize].count_ones() as usize
    }

    /// Where the edges that leave a node stand.
    fn range(&self, node: u32) -> std::ops::Range<usize> {
        self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize
    }
}

/// Per node how many of some things belong to nodes before it, and the sum at the end; `of` names the node of each.
pub(super) fn starts<'n>(nodes: usize, of: impl IntoIterator<Item = &'n u32>) -> Vec<u32> {
    let mut starts = vec![0; nodes + 1];
    of.into_iter().for_each(|&node| starts[node as usize + 1] += 1);
    for node in 1..starts.len() {
        starts[node] += starts[node - 1];
    }
    starts
}
