package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import floodchat.protocol.chat.ChatCore;
import floodchat.protocol.chat.ChatEffect;
import floodchat.protocol.chat.ChatInput;
import floodchat.protocol.chat.ChatTimer;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A run in which nobody sends messages. The remaining traffic is presence, pings and shuffles. */
record IdleRun(double bytesPerPeerAndSecond, double presencePerSecond, long presenceBytes) {
    private static final long SETTLING = 30 * SECOND;
    private static final long COUNTED = 60 * SECOND;

    static IdleRun of(SimulatedNetwork network) {
        int peers = network.peers().size();
        Presence presence = Presence.among(peers);
        long pause = presence.everyMs * 1_000 / peers;
        beat(network, presence, pause, SETTLING);
        network.traffic().weigh();
        long before = network.bytesSent();
        beat(network, presence, pause, COUNTED);
        double seconds = COUNTED / (double) SECOND;
        double bytes = (network.bytesSent() - before) / seconds / peers;
        return new IdleRun(bytes, (double) SECOND / pause, presence.payload.length);
    }

    /** Publishes presence at the right rate for the whole network. The author is random, not every peer in turn. */
    private static void beat(SimulatedNetwork network, Presence presence, long pause, long time) {
        long until = network.events().nowMicros() + time;
        while (network.events().nowMicros() < until) {
            network.anyPeer().publish(presence.payload, true);
            network.run(pause);
        }
    }

    /** The presence message of a chat with this many people, and the time between two of them. */
    private record Presence(byte[] payload, long everyMs) {
        /** Takes both from a real chat core. */
        static Presence among(int people) {
            ChatCore chat = new ChatCore(new SplittableRandom(1), _ -> false);
            List<ChatEffect> effects = new ArrayList<>();
            chat.handle(new ChatInput.Started("margherita"), 0, effects::add);
            chat.handle(new ChatInput.LinksChanged(5), 0, effects::add);
            for (int i = 1; i < people; i++) {
                chat.handle(new ChatInput.Delivered(presenceOf(i), 0, false), 0, effects::add);
            }
            effects.clear();
            chat.handle(new ChatInput.TimerFired(new ChatTimer.Heartbeat()), 0, effects::add);
            return new Presence(payload(effects), heartbeatMs(effects));
        }

        private static byte[] presenceOf(int number) {
            String key = HexFormat.of().toHexDigits(0L) + HexFormat.of().toHexDigits((long) number);
            return new Envelope(key, new Body.Presence(1, 0, String.format(Locale.ROOT, "p%d", number), false, 15))
                    .encode();
        }

        private static byte[] payload(List<ChatEffect> effects) {
            return effects.stream()
                    .filter(ChatEffect.Publish.class::isInstance)
                    .map(effect -> ((ChatEffect.Publish) effect).payload())
                    .findFirst()
                    .orElseThrow();
        }

        private static long heartbeatMs(List<ChatEffect> effects) {
            return effects.stream()
                    .filter(ChatEffect.StartTimer.class::isInstance)
                    .map(ChatEffect.StartTimer.class::cast)
                    .filter(start -> start.timer() instanceof ChatTimer.Heartbeat)
                    .mapToLong(ChatEffect.StartTimer::afterMs)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
