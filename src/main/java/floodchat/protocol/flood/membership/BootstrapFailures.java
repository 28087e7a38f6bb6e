package floodchat.protocol.flood.membership;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.NetworkReport;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why addresses could not be entered when they were tried last, and which of these reasons a person was told. Owned by
 * {@link Bootstrap}.
 */
final class BootstrapFailures {
    /** More than are given, remembered and tried by default; only a person who types many addresses reaches it. */
    private static final int MAX_FAILURES = 128;

    /** @param refused a peer answered there with which we can't link */
    private record Failure(String why, boolean refused) {}

    /** The latest last. */
    private final Map<Address, Failure> failures = new LinkedHashMap<>();

    private final Set<Address> told = new HashSet<>();

    void failed(Address address, String why, boolean refused) {
        failures.remove(address);
        failures.put(address, new Failure(why, refused));
        if (failures.size() > MAX_FAILURES) {
            Address oldest = failures.keySet().iterator().next();
            failures.remove(oldest);
            told.remove(oldest);
        }
    }

    void entered(Address address) {
        failures.remove(address);
        told.remove(address);
    }

    /** Whether a person has still to be told. From now on they count as told, until the address can be entered. */
    boolean tellOnce(Address address) {
        return told.add(address);
    }

    /** What explains best why there is no link: the last refusal, else why this address failed; null if it did not. */
    NetworkReport.@Nullable Failure worst(@Nullable Address first) {
        NetworkReport.Failure worst = null;
        for (Map.Entry<Address, Failure> entry : failures.entrySet()) {
            if (entry.getValue().refused() || worst == null && entry.getKey().equals(first)) {
                worst = new NetworkReport.Failure(entry.getKey(), entry.getValue().why());
            }
        }
        return worst;
    }
}
