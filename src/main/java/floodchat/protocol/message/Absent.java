package floodchat.protocol.message;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How the author of a {@link Body.Presence} is absent while the program runs: {@value #IDLE} or {@value #AWAY}. An
 * author who is there leaves it out. The constructor checks the bounds. The reason is not sanitized yet.
 *
 * @param kind null for {@link #NONE} alone, which can't be read: a kind of null makes a body void
 * @param since the author's clock when it began, ms since 1970
 * @param reason in the author's words, at most {@value Bounds#MAX_REASON_LENGTH} code points; empty for none
 */
@JsonPropertyOrder({"kind", "since", "reason"})
public record Absent(@Nullable String kind, long since, String reason) {
    /** Nobody has used the author's window for a while. */
    public static final String IDLE = "idle";

    /** The author has said so. */
    public static final String AWAY = "away";

    /** The author is there. */
    public static final Absent NONE = new Absent(null, 0, "");

    public Absent {
        Bounds.absence(kind);
        Bounds.time(since);
        Bounds.reason(reason);
    }

    /** A property that is {@link #NONE} if it is left out, and is left out then. */
    @Retention(RetentionPolicy.RUNTIME)
    @JacksonAnnotationsInside
    @JacksonInject(value = Json.NOT_ABSENT, useInput = OptBoolean.TRUE)
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Filter.class)
    @interface OrNone {}

    /** Leaves it out of the JSON if the author is there. Jackson makes one, and asks whether it equals the value. */
    static final class Filter {
        @Override
        public boolean equals(@Nullable Object other) {
            return NONE.equals(other);
        }

        @Override
        public int hashCode() {
            return NONE.hashCode();
        }
    }
}
