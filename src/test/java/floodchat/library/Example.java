package floodchat.library;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something of everything that the listing of an API must show, and what it must leave out. */
public abstract sealed class Example implements AutoCloseable permits Example.Child {
    /** Copied into the programs that name it. */
    public static final int LIMIT = 7;

    static final int HIDDEN = 8;

    protected String name = "";

    Example() {}

    protected abstract <E extends Exception> @Nullable String find(int[] places, @Nullable E orElse) throws E;

    public void write(String... lines) throws IOException {
        throw new IOException(name + String.join("\n", lines));
    }

    void hidden() {}

    @Override
    public String toString() {
        return name;
    }

    static final class Hidden {
        public static final int SEEN_BY_NOBODY = 9;
    }

    /** A child. */
    public static final class Child extends Example {
        public Child() {}

        @Override
        protected <E extends Exception> @Nullable String find(int[] places, @Nullable E orElse) {
            return null;
        }

        @Override
        public void close() {}
    }

    /** A value. */
    public record Value(@Nullable String text, long timeMs) {}
}
