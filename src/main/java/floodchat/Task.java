package floodchat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the program is asked to do instead of running a peer. */
sealed interface Task {
    /** Make a private network and print its invite. @param name a valid one */
    record CreateNetwork(String name) implements Task {}

    /** Print the invite into the private network that the options name. */
    record ShowInvite() implements Task {}

    /** @param file null for standard output */
    record ExportIdentity(@Nullable Path file) implements Task {}

    /** @param file null for standard input @param replace whether it may take the place of another identity */
    record ImportIdentity(@Nullable Path file, boolean replace) implements Task {}

    record ExportWords() implements Task {}

    /** @param replace whether they may take the place of another identity */
    record ImportWords(boolean replace) implements Task {}

    /** Lock the identity with a passphrase. */
    record Lock() implements Task {}

    /** Remove the passphrase. */
    record Unlock() implements Task {}
}
