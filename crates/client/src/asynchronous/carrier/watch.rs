//! Who is to be told when a connection, or the one who waits for it, has something to do.

use std::sync::{Arc, MutexGuard, PoisonError};
use std::task::{Wake, Waker};

use super::Shared;

/// Those who wait.
#[derive(Debug, Default)]
pub(super) struct Watch {
    number: usize,
    /// The first of them, as long as no second one has come.
    alone: Option<Alone>,
}

/// Who waits alone.
#[derive(Debug)]
struct Alone {
    waker: Waker,
    /// It looks at what is due before it rests, so that nobody need wake it.
    awake: bool,
    due: Due,
}

/// Who has something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Due {
    connection: bool,
    work: bool,
}

impl Due {
    const NOTHING: Self = Self { connection: false, work: false };
}

/// Where somebody waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Not at all.
    Outside,
    /// Alone, if nobody has come since.
    Alone,
    /// With others: the task polls the connection.
    Among,
}

/// What somebody who waits does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Polls the connection.
    Connection,
    /// Polls its own work.
    Work,
    /// Nothing, until it is woken.
    Rest,
    /// Polls its own work and leaves the rest to the task.
    Among,
}

/// Who has something to do when a bell rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bell {
    /// The connection.
    Connection,
    /// The work of whoever waits alone.
    Work,
}

/// Rings a bell.
pub(super) struct Ring {
    pub shared: Arc<Shared>,
    pub bell: Bell,
}

impl Wake for Ring {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.shared.ring(self.bell);
    }
}

impl Shared {
    fn watch(&self) -> MutexGuard<'_, Watch> {
        // Nothing panics while it is held.
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self, bell: Bell) {
        let mut watch = self.watch();
        let Some(alone) = &mut watch.alone else {
            drop(watch);
            // The work of one among others has its own waker.
            if bell == Bell::Connection {
                self.task.wake();
            }
            return;
        };
        let told = alone.awake || alone.due != Due::NOTHING;
        match bell {
            Bell::Connection => alone.due.connection = true,
            Bell::Work => alone.due.work = true,
        }
        if !told {
            let waker = alone.waker.clone();
            // Waking can drop a task, and what it drops may come here.
            drop(watch);
            waker.wake();
        }
    }

    /// Somebody begins to wait, or looks what there is to do. There is always a look at its own work.
    pub(super) fn enter(&self, place: Place, waker: &Waker) -> Place {
        let mut watch = self.watch();
        match (place, &mut watch.alone) {
            (Place::Outside, _) => {
                watch.number += 1;
                if watch.number == 1 {
                    let due = Due { work: true, ..Due::NOTHING };
                    watch.alone = Some(Alone { waker: waker.clone(), awake: true, due });
                    return Place::Alone;
                }
                let alone = watch.alone.take();
                drop(watch);
                if let Some(alone) = alone {
                    // Its work must ring no bell from now on but wake it, and only it can see to that.
                    alone.waker.wake();
                    self.task.wake();
                }
                Place::Among
            }
            (Place::Alone, Some(alone)) => {
                alone.waker.clone_from(waker);
                alone.awake = true;
                alone.due.work = true;
                Place::Alone
            }
            (Place::Alone, None) | (Place::Among, _) => Place::Among,
        }
    }

    /// What somebody who looks does next.
    pub(super) fn next(&self, place: Place) -> Next {
        if place != Place::Alone {
            return Next::Among;
        }
        let mut watch = self.watch();
        let Some(alone) = &mut watch.alone else { return Next::Among };
        if std::mem::take(&mut alone.due.connection) {
            Next::Connection
        } else if std::mem::take(&mut alone.due.work) {
            Next::Work
        } else {
            alone.awake = false;
            Next::Rest
        }
    }

    /// Whoever waits alone looks again later.
    pub(super) fn pause(&self) {
        if let Some(alone) = &mut self.watch().alone {
            alone.awake = false;
        }
    }

    /// Somebody waits no more.
    pub(super) fn leave(&self, place: Place) {
        if place == Place::Outside {
            return;
        }
        let mut watch = self.watch();
        watch.number -= 1;
        // Nobody else is alone while somebody waits among others.
        let alone = watch.alone.take();
        drop(watch);
        if alone.is_some_and(|alone| alone.due.connection) {
            self.task.wake();
        }
    }
}
