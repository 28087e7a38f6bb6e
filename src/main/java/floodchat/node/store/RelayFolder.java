package floodchat.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The folder of what a relay keeps of one network. It is locked while it is open, so two relays never write the same
 * file. It has nothing to do with a {@link Profile}: a relay is no person. Any thread may call it.
 */
public final class RelayFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lock;

    private RelayFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder, and makes it if it is missing. If something else has the place of its lock, it is set aside.
     *
     * @param network the folder of the home in this network
     * @param notices gets a sentence for the person if a file can't be used
     * @return null if another relay has it
     */
    public static @Nullable RelayFolder open(Path network, Consumer<String> notices) throws IOException {
        Path folder = network.resolve("relay");
        Home.open(folder);
        FileChannel lock = Profile.openLock(folder.resolve("lock"), notices);
        if (Profile.isFree(lock)) {
            return new RelayFolder(folder, lock);
        }
        lock.close();
        return null;
    }

    public Path path() {
        return folder;
    }

    /** Gives the folder up, so that another relay can take it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
