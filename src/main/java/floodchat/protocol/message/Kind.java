package floodchat.protocol.message;

import floodchat.protocol.kdf.Label;
import org.jspecify.annotations.Nullable;

/** What an envelope carries. Each kind is signed with a label of its own, so that no signature serves for another. */
enum Kind {
    SAY(1, Label.SAY),
    PRESENCE(2, Label.PRESENCE),
    LEAVE(3, Label.LEAVE),
    KEYS(4, Label.KEYS);

    private final byte code;
    private final Label label;

    Kind(int code, Label label) {
        this.code = (byte) code;
        this.label = label;
    }

    byte code() {
        return code;
    }

    /** What the signature is for. */
    Label label() {
        return label;
    }

    static Kind of(Body body) {
        return switch (body) {
            case Body.Say _ -> SAY;
            case Body.Presence _ -> PRESENCE;
            case Body.Leave _ -> LEAVE;
            case Body.Keys _ -> KEYS;
        };
    }

    /** Null if there is no such kind. */
    static @Nullable Kind ofCode(byte code) {
        for (Kind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }
}
