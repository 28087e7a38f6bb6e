package floodchat;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the Java platform and libraries have to say to our log file: by default they say it on standard error,
 * across the window. Asked for a logger before the first paint, it has one at hand without starting java.util.logging
 * or Log4j; Log4j starts with the first line that matters. Found through META-INF/services; any thread may call it.
 */
public final class PlatformLog extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Lines(name);
    }

    private record Lines(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        /** What is less than a warning is about their insides. */
        @Override
        public boolean isLoggable(Level level) {
            return level == Level.WARNING || level == Level.ERROR;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level) && Logging.isDirected()) {
                LogManager.getLogger(name).warn(message, thrown);
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable... parameters) {
            boolean plain = format == null || parameters == null || parameters.length == 0;
            log(level, bundle, plain ? format : MessageFormat.format(format, parameters), (Throwable) null);
        }
    }
}
