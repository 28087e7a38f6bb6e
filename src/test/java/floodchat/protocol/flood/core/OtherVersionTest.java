package floodchat.protocol.flood.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import floodchat.protocol.flood.Address;
import floodchat.protocol.flood.FloodEvent;
import floodchat.protocol.flood.FloodInput;
import floodchat.protocol.flood.NetworkReport.Problem;
import floodchat.protocol.flood.OtherVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is told of peers of other versions. */
class OtherVersionTest {
    private static final Address BOOTSTRAP = new Address("entry", 1);
    private static final OtherVersion OLDER = new OtherVersion(5, 6);
    private static final OtherVersion NEWER = new OtherVersion(7, 6);
    private static final OtherVersion NEWEST = new OtherVersion(8, 6);

    private static FloodInput met(OtherVersion version) {
        return new FloodInput.OtherVersionMet(version);
    }

    private static FloodEvent.Phase phase(CoreScript script) {
        return ((Problem.NoLink) script.report().problems().getFirst()).phase();
    }

    @Test
    void aPeerThatMeetsAnotherVersionAndHasNoLinkSaysSo() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.effects.clear();
        script.handle(met(OLDER));
        assertEquals(new FloodEvent.Phase.VersionDiffers(OLDER), phase(script));
        assertEquals(new FloodEvent.Phase.VersionDiffers(OLDER),
                ((FloodEvent.StatusChanged) script.events().getLast()).phase());
    }

    @Test
    void aNewerVersionCountsMoreThanAnOlderOneBecauseItsPersonCanActOnIt() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.handle(met(NEWER)).handle(met(OLDER));
        assertEquals(new FloodEvent.Phase.VersionDiffers(NEWER), phase(script));
    }

    /** Each change is a line of a log, and anybody can name a new version a thousand times. */
    @Test
    void theVersionThatWasMetFirstIsToldWhileOthersFollowIt() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.handle(met(NEWER));
        script.effects.clear();
        script.handle(met(NEWEST)).handle(met(NEWER)).handle(met(NEWEST));
        assertEquals(List.of(), script.events());
        script.nowMs += 120_000;
        script.handle(met(NEWEST));
        assertEquals(new FloodEvent.Phase.VersionDiffers(NEWEST), phase(script));
    }

    @Test
    void aMeetingThatIsLongAgoIsNoReasonAnyMore() {
        CoreScript script = new CoreScript(BOOTSTRAP);
        script.handle(met(OLDER));
        script.nowMs += 120_000;
        assertEquals(new FloodEvent.Phase.Joining(BOOTSTRAP, false), phase(script));
    }

    @Test
    void aPeerWithNeighboursNotesANewerVersionOnItsPageAlone() {
        CoreScript script = CoreScript.with(1);
        long since = script.nowMs;
        script.handle(met(OLDER)).handle(met(NEWER));
        script.nowMs += 1_000;
        script.handle(met(NEWEST));
        assertEquals(List.of(), script.events());
        assertEquals(List.of(new Problem.NewerVersion(since, NEWER)), script.report().problems());
        script.nowMs += 120_000;
        assertEquals(List.of(), script.report().problems());
    }
}
