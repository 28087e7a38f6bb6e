package floodchat.protocol.kdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a key, a tag or a signature is for. Its bytes go into every derivation and every signature, so that nothing made
 * for one use serves another (domain separation). They are the ASCII of {@code floodchat WORD 2} and a zero byte; docs/
 * protocol.md lists the words.
 */
public enum Label {
    /** The key of a network, from its secret. */
    NETWORK("network"),
    /** The network tag. */
    TAG("tag"),
    /** The secret that every handshake of a network begins with. */
    PSK0("psk0"),
    /** The prologue of a link's handshake. */
    LINK("link"),
    /** A peer id, from the static key of its links. */
    PEER("peer"),
    /** The X25519 key of a person, and the signature over its public half. */
    X("x"),
    /** The key of a person's files, and of one part of a file. */
    STORE("store"),
    /** The key of a file with packets of a network. */
    BACKLOG("backlog"),
    /** The digits that two people compare. */
    VERIFY("verify"),
    /** The signature of a line to everyone. */
    SAY("say"),
    /** The signature of a presence. */
    PRESENCE("presence"),
    /** The signature of a goodbye. */
    LEAVE("leave"),
    /** The signature of a person's prekeys. */
    KEYS("keys"),
    /** A letter: a sealed payload that needs no session. */
    LETTER("letter"),
    /** An answer to a letter. */
    ANSWER("answer"),
    /** The chain of a session from the author of the letter to its recipient. */
    A_TO_B("a-b"),
    /** The chain of a session from the recipient of the letter to its author. */
    B_TO_A("b-a"),
    /** One step of a chain. */
    STEP("step");

    private static final String VERSION = "2";

    private final String text;

    Label(String word) {
        text = "floodchat " + word + " " + VERSION + "\0";
    }

    /** The bytes for a derivation or a signature. @param parts what it covers beside the label, in order */
    public byte[] bytes(byte[]... parts) {
        byte[] label = text.getBytes(StandardCharsets.US_ASCII);
        int length = label.length;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length).put(label);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
