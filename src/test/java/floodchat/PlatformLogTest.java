package floodchat;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.Test;

class PlatformLogTest {
    @Test
    void thePlatformLogsToOurFileAndNotToTheScreen() {
        assertInstanceOf(PlatformLog.class, System.LoggerFinder.getLoggerFinder());
    }

    @Test
    void onlyWarningsAndErrorsAreLogged() {
        System.Logger log = new PlatformLog().getLogger("library", PlatformLogTest.class.getModule());
        assertTrue(log.isLoggable(Level.WARNING));
        assertTrue(log.isLoggable(Level.ERROR));
        assertFalse(log.isLoggable(Level.INFO));
    }
}
