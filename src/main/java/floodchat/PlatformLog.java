package floodchat;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Sends log messages of the Java platform and of libraries to our log file. By default they would go to standard
 * error and spoil the window. If a logger is asked for before the first paint, neither java.util.logging nor Log4j is
 * started; Log4j starts with the first warning. Found through META-INF/services. Any thread may call it.
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

        /** Lower levels are about the internals of a library. */
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
