package floodchat.fuzz;

/** Where Jazzer enters: it finds these two methods by their names. */
public final class FuzzEntry {
    /** Stands for {@link AllTargets}. */
    static final String ALL = "all";

    private static FuzzTarget target;

    private FuzzEntry() {}

    /** @param arguments the name of a {@link Target}, or {@link #ALL} */
    public static void fuzzerInitialize(String[] arguments) throws Throwable {
        String name = arguments[0];
        target = name.equals(ALL) ? new AllTargets() : Checked.warmedUp(Target.named(name));
    }

    public static void fuzzerTestOneInput(byte[] input) throws Throwable {
        target.run(input);
    }
}
