package floodchat;

/** How much is written to the log. Each level includes the ones before it. */
enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    /** Includes frames and what people write. */
    TRACE
}
