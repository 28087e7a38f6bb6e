package floodchat.protocol.message;

import floodchat.protocol.identity.Identity;
import java.io.ByteArrayOutputStream;

/** Envelopes whose content is any bytes: what an attacker with an identity of its own can send. */
final class SignedBytes {
    private SignedBytes() {}

    static byte[] of(Identity author, byte[] tag, Kind kind, byte[] content) {
        return of(author, kind, author.sign(kind.label(), tag, content), content);
    }

    static byte[] of(Identity author, Kind kind, byte[] signature, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Envelope.VERSION);
        bytes.write(kind.code());
        bytes.writeBytes(author.key().bytes());
        bytes.writeBytes(signature);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
