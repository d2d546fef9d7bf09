//! Where in its framework a node can be moved to.

use super::{DatasetId, Edit, EditError};
use crate::engine::{Framework, Node, NodeId};

/// A place in the tree: among the children of an aggregate, as [`Edit::MoveNode`] takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodePlace {
    /// The aggregate.
    pub parent: NodeId,
    /// How many of its other children come before.
    pub place: usize,
}

/// A place as it is pointed at, seen from another node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Right before it, under the same parent.
    Above,
    /// Right behind it, under the same parent.
    Below,
    /// Before all of its children.
    First,
    /// Behind all of its children.
    Last,
}

/// A step of a node, as keys ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeStep {
    /// Before the sibling above.
    Up,
    /// Behind the sibling below.
    Down,
    /// Out of its parent, to stand right behind it.
    Out,
    /// Into the aggregate that is the sibling above, behind its children.
    In,
}

impl NodePlace {
    /// The place beside `target` for `node`; none where `node` stands there already.
    ///
    /// # Errors
    /// The index stays where it is, nothing can be moved into itself or to what lies below it, and an
    /// indicator has no room for others.
    pub fn beside(
        framework: &Framework,
        node: NodeId,
        target: NodeId,
        beside: Beside,
    ) -> Result<Option<Self>, EditError> {
        let from = framework.parent_of(node).ok_or(EditError::RootStays)?;
        if node == target {
            return Ok(None);
        }
        let moved = framework.node(node).ok_or(EditError::NoNode)?;
        if holds(moved, target) {
            return Err(EditError::IntoItself);
        }
        let parent = match beside {
            Beside::Above | Beside::Below => framework.parent_of(target),
            Beside::First | Beside::Last => framework.node(target),
        };
        let parent = parent.filter(|it| it.indicator().is_none());
        let parent = parent.ok_or(EditError::NoNode)?;
        let others = || parent.children().iter().filter(|it| it.id != node);
        let before = || others().take_while(|it| it.id != target).count();
        let place = match beside {
            Beside::Above => before(),
            Beside::Below => before() + 1,
            Beside::First => 0,
            Beside::Last => others().count(),
        };
        let stays = parent.id == from.id && place_of(from, node) == Some(place);
        Ok((!stays).then_some(Self {
            parent: parent.id,
            place,
        }))
    }

    /// Where a step leads; none where there is nothing in that direction.
    pub fn after(framework: &Framework, node: NodeId, step: NodeStep) -> Option<Self> {
        let parent = framework.parent_of(node)?;
        let at = place_of(parent, node)?;
        let among = |place| Self {
            parent: parent.id,
            place,
        };
        match step {
            NodeStep::Up => at.checked_sub(1).map(among),
            NodeStep::Down => (at + 1 < parent.children().len()).then(|| among(at + 1)),
            NodeStep::Out => {
                let outer = framework.parent_of(parent.id)?;
                Some(Self {
                    parent: outer.id,
                    place: place_of(outer, parent.id)? + 1,
                })
            }
            NodeStep::In => {
                let above = parent.children().get(at.checked_sub(1)?)?;
                above.indicator().is_none().then(|| Self {
                    parent: above.id,
                    place: above.children().len(),
                })
            }
        }
    }

    /// The edit that moves a node here.
    pub const fn edit(self, dataset: DatasetId, node: NodeId) -> Edit {
        Edit::MoveNode {
            dataset,
            node,
            parent: self.parent,
            place: self.place,
        }
    }
}

fn holds(node: &Node, sought: NodeId) -> bool {
    let mut children = node.children().iter();
    children.any(|it| it.id == sought || holds(it, sought))
}

fn place_of(parent: &Node, node: NodeId) -> Option<usize> {
    parent.children().iter().position(|it| it.id == node)
}
