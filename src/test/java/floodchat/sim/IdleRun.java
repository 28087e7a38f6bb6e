package floodchat.sim;

import static floodchat.sim.SimulatedNetwork.SECOND;

import floodchat.fixture.Authors;
import floodchat.protocol.chat.ChatCore;
import floodchat.protocol.chat.ChatEffect;
import floodchat.protocol.chat.ChatInput;
import floodchat.protocol.chat.ChatTimer;
import floodchat.protocol.chat.PayloadKind;
import floodchat.protocol.message.Body;
import floodchat.protocol.message.Envelope;
import floodchat.protocol.sealed.Stored;
import java.security.SecureRandom;
import java.util.ArrayList;
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
        private static final long NOW_MS = 1_800_000_000_000L;

        /** Takes both from a real chat core. */
        static Presence among(int people) {
            ChatCore chat = new ChatCore(new SplittableRandom(1), new SecureRandom(), _ -> false);
            List<ChatEffect> effects = new ArrayList<>();
            chat.handle(
                    new ChatInput.Started(Authors.identity(0), Authors.TAG, 0, "margherita", new Stored()), NOW_MS,
                    effects::add);
            chat.handle(new ChatInput.RunSaved(NOW_MS), NOW_MS, effects::add);
            saveKeys(chat, effects);
            chat.handle(new ChatInput.LinksChanged(5), NOW_MS, effects::add);
            for (int i = 1; i < people; i++) {
                chat.handle(new ChatInput.Delivered(presenceOf(i), NOW_MS, false, PayloadKind.EPHEMERAL), NOW_MS,
                        effects::add);
            }
            effects.clear();
            chat.handle(new ChatInput.TimerFired(new ChatTimer.Heartbeat()), NOW_MS, effects::add);
            return new Presence(payload(effects), heartbeatMs(effects));
        }

        /** From then on a presence names keys. */
        private static void saveKeys(ChatCore chat, List<ChatEffect> effects) {
            for (ChatEffect effect : List.copyOf(effects)) {
                if (effect instanceof ChatEffect.SavePrivate save) {
                    chat.handle(new ChatInput.PrivateSaved(save.ticket()), NOW_MS, effects::add);
                }
            }
        }

        private static byte[] presenceOf(int number) {
            String name = String.format(Locale.ROOT, "p%d", number);
            Body presence =
                    new Body.Presence(NOW_MS, 1, 0, NOW_MS, name, false, 15, Body.Presence.NO_KEYS);
            return Envelope.sign(Authors.identity(number), Authors.TAG, presence);
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
