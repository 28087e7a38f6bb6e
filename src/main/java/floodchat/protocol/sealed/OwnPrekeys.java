package floodchat.protocol.sealed;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Our prekeys: when new ones are made, and when the old ones are destroyed. A thief of the disk reads the letters of
 * those that are still there. Owned by a {@link SealedCore}.
 */
final class OwnPrekeys {
    /** New ones are made when the newest are this old. */
    static final long ROTATION_MS = TimeUnit.HOURS.toMillis(24);

    /** A letter may be in the backlog for 24 h. Clocks and the way of new prekeys to all others take the rest. */
    static final long KEPT_AFTER_SUCCESSOR_MS = TimeUnit.HOURS.toMillis(26);

    /** The newest, those before it, and for 2 h those before them. */
    static final int MAX_PREKEYS = 3;

    /** After a break in the network they are published again, but not more often than this. */
    static final long REPEAT_MS = TimeUnit.MINUTES.toMillis(5);

    /** If the newest are further ahead of the clock than others accept, the clock was wrong when they were made. */
    static final long MAX_AHEAD_MS = TimeUnit.HOURS.toMillis(2);

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final Author self;
    private final Saves saves;
    private final SecureRandom secureRandom;
    private final List<OwnPrekey> living = new ArrayList<>();
    private boolean isMaking;
    private boolean isLinked;
    private long publishedMs = NEVER;

    OwnPrekeys(Author self, Stored stored, Saves saves, SecureRandom secureRandom) {
        this.self = self;
        this.saves = saves;
        this.secureRandom = secureRandom;
        stored.ownPrekeys().forEach(prekey -> living.add(new OwnPrekey(self.key(), prekey)));
    }

    /** Those that letters may be sealed to, newest first. */
    List<OwnPrekey> living() {
        return living.reversed();
    }

    /** The part of the hash that our presence names; empty before the first prekeys are on the disk. */
    byte[] namedHash() {
        return living.isEmpty() ? new byte[0] : living.getLast().bundle().namedHash();
    }

    /** The first prekeys are made without a link, so that the first presence can name them. */
    void start(SealedContext context) {
        destroyOld(context);
        if (living.isEmpty()) {
            make(context);
        }
    }

    void linksChanged(boolean linked, SealedContext context) {
        boolean isNew = linked && !isLinked;
        isLinked = linked;
        if (isNew) {
            makeIfDue(context);
            if (!isMaking && context.nowMs() >= publishedMs + REPEAT_MS) {
                publish(context);
            }
        }
    }

    /** Without a link nobody learns of new ones, so none are made. */
    void sweep(SealedContext context) {
        destroyOld(context);
        if (isLinked) {
            makeIfDue(context);
        }
    }

    private void makeIfDue(SealedContext context) {
        long madeMs = living.isEmpty() ? 0 : living.getLast().bundle().madeMs();
        if (madeMs + ROTATION_MS <= context.wallMs() || madeMs > context.wallMs() + MAX_AHEAD_MS) {
            make(context);
        }
    }

    /** They are used and published when they are on the disk. */
    private void make(SealedContext context) {
        if (isMaking) {
            return;
        }
        isMaking = true;
        OwnPrekey made = OwnPrekey.create(self.key(), nextMadeMs(context), secureRandom);
        List<OwnPrekey> next = new ArrayList<>(living);
        next.add(made);
        saves.saveThen(change(next), context, later -> {
            isMaking = false;
            living.add(made);
            publish(later);
        });
    }

    private long nextMadeMs(SealedContext context) {
        long lastMs = living.isEmpty() ? 0 : living.getLast().bundle().madeMs();
        return lastMs > context.wallMs() + MAX_AHEAD_MS ? context.wallMs() : Math.max(context.wallMs(), lastMs + 1);
    }

    /**
     * Floods the newest. From the first time on, those before them have an end. While new ones are on their way to the
     * disk, nothing is saved: that would take them off the disk again.
     */
    void publish(SealedContext context) {
        if (!isLinked || living.isEmpty()) {
            return;
        }
        OwnPrekey newest = living.getLast();
        publishedMs = context.nowMs();
        context.emit(new SealedEffect.PublishKeys(newest.bundle().body()));
        if (!newest.isSent() && !isMaking) {
            living.set(living.size() - 1, newest.sent(context.wallMs()));
            saves.save(change(living), context);
        }
    }

    /** Not while new ones are on their way to the disk: the old ones go with the next look. */
    private void destroyOld(SealedContext context) {
        if (isMaking) {
            return;
        }
        int before = living.size();
        while (living.size() > MAX_PREKEYS || living.size() > 1 && isOver(context.wallMs())) {
            living.removeFirst();
        }
        if (living.size() < before) {
            saves.save(change(living), context);
        }
    }

    /** Whether a successor of the oldest was sent long enough ago. */
    private boolean isOver(long wallMs) {
        return living.stream()
                .skip(1)
                .anyMatch(later -> later.isSent() && later.stored().sentMs() + KEPT_AFTER_SUCCESSOR_MS <= wallMs);
    }

    private static StoredChange change(List<OwnPrekey> prekeys) {
        return new StoredChange.OwnPrekeys(prekeys.stream().map(OwnPrekey::stored).toList());
    }
}
