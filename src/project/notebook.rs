//! Small notes about projects in a folder of the program's own, by where the projects are. They are
//! no part of the projects and may be lost.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    disk::{Disk, put_whole},
    file::sha256,
};

/// The most bytes that a note may have.
const LARGEST: u64 = 4 << 20;

/// Of how many projects there are notes; the oldest go first.
const MOST: usize = 200;

/// A folder of notes, one a project.
#[derive(Clone, Debug)]
pub struct Notebook {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
}

/// A note as it stands in its file.
#[derive(Serialize, Deserialize)]
struct Page<T> {
    project: String,
    note: T,
}

impl Notebook {
    /// The notes in a folder, which need not be there yet.
    pub fn new(disk: Arc<dyn Disk>, folder: &Path) -> Self {
        Self {
            disk,
            folder: folder.to_owned(),
        }
    }

    /// What was noted of a project; none also where it cannot be understood.
    pub fn read<T: DeserializeOwned>(&self, project: &str) -> Option<T> {
        let bytes = self.disk.read(&self.file(project), LARGEST).ok()?;
        let page: Page<T> = serde_json::from_slice(&bytes).ok()?;
        (page.project == project).then_some(page.note)
    }

    /// Notes this of a project, in place of what was noted.
    pub fn write<T: Serialize>(&self, project: &str, note: &T) -> io::Result<()> {
        let page = Page {
            project: project.to_owned(),
            note,
        };
        let text = serde_json::to_vec(&page)?;
        self.disk.create_folder(&self.folder)?;
        put_whole(self.disk.as_ref(), &self.file(project), &text)?;
        self.forget_the_oldest()
    }

    fn file(&self, project: &str) -> PathBuf {
        let name = sha256(project.as_bytes());
        self.folder.join(format!("{name}.json"))
    }

    fn forget_the_oldest(&self) -> io::Result<()> {
        let names = self.disk.list(&self.folder)?;
        if names.len() <= MOST {
            return Ok(());
        }
        let paths = names.iter().map(|it| self.folder.join(it));
        let mut dated: Vec<(i64, PathBuf)> = paths
            .filter_map(|it| Some((self.disk.facts(&it).ok()?.modified, it)))
            .collect();
        dated.sort();
        let many = dated.len().saturating_sub(MOST);
        dated
            .iter()
            .take(many)
            .try_for_each(|(_, it)| self.disk.remove(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::disk::simulated::SimulatedDisk;

    #[test]
    fn notes_are_kept_by_project_and_the_oldest_go() {
        let disk = Arc::new(SimulatedDisk::new(1));
        let folder = Path::new("/notes");
        let notebook = Notebook::new(disk.clone(), folder);
        assert_eq!(notebook.read::<u32>("a"), None);
        notebook.write("a", &1_u32).unwrap();
        notebook.write("b", &2_u32).unwrap();
        notebook.write("a", &3_u32).unwrap();
        let read = |project| notebook.read::<u32>(project);
        assert_eq!((read("a"), read("b"), read("c")), (Some(3), Some(2), None));
        assert_eq!(notebook.read::<String>("a"), None, "of another kind");
        for at in 0..MOST {
            notebook.write(&format!("p{at}"), &0_u32).unwrap();
        }
        assert_eq!(disk.list(folder).unwrap().len(), MOST);
        assert_eq!((read("a"), read("b"), read("p0")), (None, None, Some(0)));
    }
}
