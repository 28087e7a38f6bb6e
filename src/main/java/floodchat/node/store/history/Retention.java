package floodchat.node.store.history;

/**
 * How much of the history is kept.
 *
 * @param days a month is deleted when its last day is older; 0 keeps nothing
 * @param megabytes the oldest months are deleted while all are larger; 0 keeps nothing
 */
public record Retention(int days, int megabytes) {
    /** A hundred years. */
    public static final int MAX_DAYS = 36_500;

    /** Less than the longest file. */
    public static final int MAX_MEGABYTES = 2_000;

    /** Of the settings. */
    public static final Retention DEFAULT = new Retention(365, 100);

    public boolean keepsNothing() {
        return days == 0 || megabytes == 0;
    }
}
