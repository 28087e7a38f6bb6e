package floodchat.node.store;

import floodchat.protocol.invite.DecodedInvite;
import floodchat.protocol.invite.Invite;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The private networks that a home knows: a folder for each, with its invite. The invite holds the network's secret, so
 * the file is for its owner alone. Any thread may call it.
 */
public final class PrivateNetworks {
    private static final String FOLDER = "networks";
    private static final String FILE = FileFormat.INVITE.kind();
    private static final String PORT = "port ";

    /** The longest invite, a port, and as much again. */
    private static final int MAX_FILE_BYTES = 8 * 1024;

    private static final String COPIED = "If others may have copied it, they can read that network: make another one.";

    private final Path home;

    public PrivateNetworks(Path home) {
        this.home = home;
    }

    /** The folder of a network in a home or in a profile. */
    static Path folder(Path in, String name) {
        return in.resolve(FOLDER).resolve(name);
    }

    /** A private network can't be used or saved. The message is one sentence for the person. */
    public static final class Problem extends Exception {
        private static final long serialVersionUID = 1L;

        Problem(String sentence) {
            super(sentence);
        }

        public String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** The names of all networks, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        Path folder = home.resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> networks = Files.newDirectoryStream(folder)) {
                for (Path network : networks) {
                    String name = network.getFileName().toString();
                    if (Invite.isName(name) && FileProblem.isThere(network.resolve(FILE))) {
                        names.add(name);
                    }
                }
            } catch (IOException | DirectoryIteratorException _) {
                return List.of(); // they are for a sentence only
            }
        }
        return names.stream().sorted().toList();
    }

    /**
     * The network of this name; null if the home knows none.
     *
     * @param notices gets a sentence for the person if others could read the invite
     */
    public @Nullable PrivateNetwork find(String name, Consumer<String> notices) throws Problem {
        Path folder = folder(home, name);
        VersionedFile file = file(folder);
        try {
            String text = file.read();
            if (text == null) {
                return null;
            }
            OwnerOnly.ensure(file.path(), COPIED, notices);
            return read(name, folder, text.lines().map(String::strip).toList());
        } catch (FileFormat.NewerVersionException e) {
            throw new Problem("The private network in %s can't be used: %s."
                    .formatted(file.path(), FileProblem.reason(e)));
        } catch (IOException e) {
            throw unusable(file.path(), FileProblem.reason(e));
        }
    }

    private static PrivateNetwork read(String name, Path folder, List<String> lines) throws Problem {
        Path file = folder.resolve(FILE);
        DecodedInvite invite = Invite.read(lines.isEmpty() ? "" : lines.getFirst());
        int port = port(lines.size() < 2 ? PORT + "0" : lines.get(1));
        if (port < 0) {
            throw unusable(file, "its second line must be \"port\" and a number up to 65535");
        }
        return switch (invite) {
            case DecodedInvite.Read(Invite read) -> new PrivateNetwork(read.named(name), folder, port);
            case DecodedInvite.Refused _ -> throw unusable(file, "its first line is no invite");
        };
    }

    private static int port(String line) {
        String digits = line.startsWith(PORT) ? line.substring(PORT.length()) : "";
        int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
        return port > 65_535 ? -1 : port;
    }

    private static Problem unusable(Path file, String clause) {
        return new Problem(("The private network in %s can't be used: %s. Move the file away, "
                + "and join again with an invite.").formatted(file, clause));
    }

    /**
     * Saves a new network.
     *
     * @param port see {@link PrivateNetwork}
     * @throws Problem if there is one of this name, or the disk refuses
     */
    public PrivateNetwork add(Invite invite, int port) throws Problem {
        Path folder = folder(home, invite.name());
        VersionedFile file = file(folder);
        try {
            Home.open(folder);
            file.writeFirst(text(invite, port));
            return new PrivateNetwork(invite, folder, port);
        } catch (FileAlreadyExistsException _) {
            throw new Problem(("There is a private network called %1$s already; choose another name, "
                    + "or enter it with --network %1$s.").formatted(invite.name()));
        } catch (IOException e) {
            throw new Problem("The private network can't be saved in %s: %s. Correct that, or choose another folder "
                    .formatted(file.path(), FileProblem.reason(e)) + "with --home.");
        }
    }

    private static String text(Invite invite, int port) {
        return invite.text() + "\n" + PORT + port + "\n";
    }

    private static VersionedFile file(Path folder) {
        return new VersionedFile(folder, FileFormat.INVITE, MAX_FILE_BYTES);
    }
}
