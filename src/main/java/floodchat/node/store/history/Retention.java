package floodchat.node.store.history;

/**
 * How much of the history is kept.
 *
 * @param days a month is deleted when its last day is older; 0 keeps nothing
 * @param megabytes the oldest files, each with a tenth of it, are deleted before all are larger; 0 keeps nothing
 */
public record Retention(int days, int megabytes) {
    /** A hundred years. */
    public static final int MAX_DAYS = 36_500;

    /** All of it is in memory while it is searched, in a heap of 256 MB. */
    public static final int MAX_MEGABYTES = 100;

    /** Of the settings. */
    public static final Retention DEFAULT = new Retention(365, 100);

    public boolean keepsNothing() {
        return days == 0 || megabytes == 0;
    }
}
