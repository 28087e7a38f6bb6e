package floodchat.protocol.chat;

import floodchat.fixture.Authors;
import floodchat.protocol.identity.Identity;
import floodchat.protocol.identity.PersonKey;
import floodchat.protocol.sealed.HashedRoster;
import floodchat.protocol.sealed.SealedCore;
import floodchat.protocol.sealed.SealedEffect;
import floodchat.protocol.sealed.SealedInput;
import floodchat.protocol.sealed.Stored;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Seals letters as a person of bad faith would: with names and texts that no chat of ours would send. */
final class LetterWriter {
    private final Identity author;
    private final String name;

    LetterWriter(Identity author, String name) {
        this.author = author;
        this.name = name;
    }

    /** @param prekeys of the recipient */
    byte[] letter(PersonKey to, byte[] prekeys, String text, long nowMs) {
        SealedCore core = new SealedCore(
                author, Authors.TAG, new Stored(), new HashedRoster(), new SecureRandom(), new Random(1));
        Deque<SealedInput> inputs = new ArrayDeque<>(List.of(
                new SealedInput.Started(nowMs),
                new SealedInput.NameChanged(name),
                new SealedInput.LinksChanged(1),
                new SealedInput.KeysDelivered(to, prekeys),
                new SealedInput.Submitted(1, to, "other", text, List.of(), null)));
        Deque<byte[]> published = new ArrayDeque<>();
        while (!inputs.isEmpty()) {
            core.handle(
                    inputs.removeFirst(),
                    nowMs,
                    effect -> {
                        if (effect instanceof SealedEffect.Save(long ticket, var _)) {
                            inputs.add(new SealedInput.Saved(ticket));
                        } else if (effect instanceof SealedEffect.Publish publish) {
                            published.add(publish.payload());
                        }
                    });
        }
        return published.getFirst();
    }
}
