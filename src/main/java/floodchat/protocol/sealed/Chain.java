package floodchat.protocol.sealed;

import floodchat.protocol.kdf.Hkdf;
import floodchat.protocol.kdf.Label;

/** One direction of a session: each step gives the key of one message and forgets how it came there. */
final class Chain {
    private byte[] secret;
    private int position;

    /** @param secret belongs to the chain from now on */
    Chain(byte[] secret) {
        this.secret = secret;
    }

    /** What seals and names one message. @param number counts the messages of the chain, from 0 */
    record Step(int number, Tag tag, byte[] key) {}

    Step next() {
        byte[] derived = Hkdf.expand(secret, Label.STEP.bytes(), 2 * Hkdf.KEY_BYTES + Tag.BYTES);
        Bytes.erase(secret);
        secret = Bytes.slice(derived, 0, Hkdf.KEY_BYTES);
        byte[] key = Bytes.slice(derived, Hkdf.KEY_BYTES, Hkdf.KEY_BYTES);
        Tag tag = Tag.read(derived, 2 * Hkdf.KEY_BYTES);
        Bytes.erase(derived);
        return new Step(position++, tag, key);
    }

    /** How many steps were taken. */
    int position() {
        return position;
    }

    void erase() {
        Bytes.erase(secret);
    }
}
