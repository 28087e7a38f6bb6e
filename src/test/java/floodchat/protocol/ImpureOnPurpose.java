package floodchat.protocol;

import java.net.Socket;

/** All that the protocol must not do: proves that the layout's rules see it. */
public final class ImpureOnPurpose {
    private ImpureOnPurpose() {}

    static long clock() {
        return System.nanoTime();
    }

    static Socket socket() {
        return new Socket();
    }
}
