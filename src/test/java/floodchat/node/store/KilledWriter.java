package floodchat.node.store;

import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * A program that makes, locks and unlocks identities until it is killed. {@link KilledWhileWritingTest} kills it. It
 * locks with a text of the right form, because the real lock would take all its time.
 */
final class KilledWriter {
    private KilledWriter() {}

    static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        SecureRandom random = new SecureRandom();
        IdentityFile.loadOrCreate(folder, random);
        System.out.println("writing");
        SafeFile file = new SafeFile(folder.resolve("identity"), StoredIdentity.MAX_BYTES);
        String text = file.read();
        while (true) {
            file.write(text);
        }
    }
}
