package floodchat.protocol.flood;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why ways into the network did not open when they were tried last, and what a person was told of it. Owned by {@link Bootstrap}. */
final class BootstrapFailures {
    /** More than are given, remembered and tried by default: what is beyond comes from a person who types many. */
    private static final int MAX_KEPT = 128;

    /** @param refused somebody answered there with whom we can't link */
    private record Failure(String reason, boolean refused) {}

    /** The latest last. */
    private final Map<Address, Failure> failures = new LinkedHashMap<>();

    private final Set<Address> told = new HashSet<>();

    void failed(Address address, String reason, boolean refused) {
        failures.remove(address);
        failures.put(address, new Failure(reason, refused));
        if (failures.size() > MAX_KEPT) {
            Address oldest = failures.keySet().iterator().next();
            failures.remove(oldest);
            told.remove(oldest);
        }
    }

    void opened(Address address) {
        failures.remove(address);
        told.remove(address);
    }

    /** Whether a person has still to be told; from now on they have been, until the address opens. */
    boolean tellOnce(Address address) {
        return told.add(address);
    }

    /** What explains best why there is no link: who refused us last, else why this address did not open; null where neither did. */
    NetworkReport.@Nullable Failure worst(Address first) {
        NetworkReport.Failure worst = null;
        for (Map.Entry<Address, Failure> entry : failures.entrySet()) {
            if (entry.getValue().refused() || worst == null && entry.getKey().equals(first)) {
                worst = new NetworkReport.Failure(entry.getKey(), entry.getValue().reason());
            }
        }
        return worst;
    }
}
