/**
 * The history: what was shown, on the disk, and the thread that finds it there again.
 * {@link floodchat.node.store.history.History} is the entrance.
 */
@NullMarked
package floodchat.node.store.history;

import org.jspecify.annotations.NullMarked;
