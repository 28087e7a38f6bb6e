package floodchat.node.store;

import floodchat.protocol.identity.Identity;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The seed of a home's identity, as 64 hex digits in a file that only its owner can read. Any thread may call it. */
public final class IdentityFile {
    private static final int MAX_FILE_BYTES = 1024;

    private IdentityFile() {}

    /**
     * The identity of this folder. The first call makes it; it is on disk when the call returns.
     *
     * @param random must be cryptographically secure
     * @throws IOException if there is a file that can't be used. It is never replaced: who loses it is somebody else
     */
    public static Identity loadOrCreate(Path home, SecureRandom random) throws IOException {
        SafeFile file = new SafeFile(home.resolve("identity"), MAX_FILE_BYTES);
        String text = file.read();
        if (text != null) {
            return parsed(file.path(), text.strip());
        }
        Identity made = Identity.create(random);
        file.write(HexFormat.of().formatHex(made.seed()) + "\n");
        return made;
    }

    private static Identity parsed(Path file, String digits) throws IOException {
        try {
            return Identity.ofSeed(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(file.toString(), null, "there is no identity in it");
        }
    }
}
