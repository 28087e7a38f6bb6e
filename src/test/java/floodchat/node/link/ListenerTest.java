package floodchat.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private static final String HERE = "127.0.0.1";

    @Test
    void aTakenPortIsSkipped() throws IOException {
        try (Listener first = Listener.bind(PortRange.anyOnLoopback())) {
            int taken = first.port();
            int last = Math.min(65_535, taken + 100);
            try (Listener second = Listener.bind(new PortRange(HERE, taken, last))) {
                assertNotEquals(taken, second.port());
                assertTrue(second.port() < last, "the first free one, not the last");
            }
        }
    }

    @Test
    void aRangeThatIsTakenIsRefused() throws IOException {
        try (Listener first = Listener.bind(PortRange.anyOnLoopback())) {
            PortRange taken = new PortRange(HERE, first.port(), first.port());
            assertThrows(BindException.class, () -> Listener.bind(taken));
        }
    }

    @Test
    void itListensOnTheHostOfItsRange() throws IOException {
        try (Listener listener = Listener.bind(PortRange.anyOnLoopback())) {
            assertEquals(HERE, listener.host().getHostAddress());
        }
        try (Listener listener = Listener.bind(new PortRange(null, 0, 0))) {
            assertTrue(listener.host().isAnyLocalAddress());
        }
    }
}
