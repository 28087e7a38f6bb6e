package floodchat;

/** How much is written to the log; each level includes those before it. */
enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    /** Frames and texts too. */
    TRACE
}
