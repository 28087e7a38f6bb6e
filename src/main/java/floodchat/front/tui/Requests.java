package floodchat.front.tui;

import floodchat.bus.EventBus;
import floodchat.protocol.chat.ChatCommand;
import floodchat.protocol.flood.FloodInquiry;
import org.jspecify.annotations.Nullable;

/**
 * What keys and events asked for since it was last taken; a hundred bells at once are one. Owned by the thread that
 * owns the screen.
 */
final class Requests implements Host {
    private final EventBus bus;
    private boolean bell;
    private boolean redraw;
    private boolean suspend;
    private TuiSettings.@Nullable Tint tint;

    Requests(EventBus bus) {
        this.bus = bus;
    }

    @Override
    public boolean send(ChatCommand command) {
        return bus.offer(command);
    }

    @Override
    public void inquire() {
        bus.offer(new FloodInquiry()); // where there is no room for a question there is none for an answer
    }

    @Override
    public void ring() {
        bell = true;
    }

    @Override
    public void redraw() {
        redraw = true;
    }

    @Override
    public void suspend() {
        suspend = true;
    }

    @Override
    public void background(boolean dark) {
        tint = dark ? TuiSettings.Tint.DARK : TuiSettings.Tint.LIGHT;
    }

    boolean takeBell() {
        boolean wanted = bell;
        bell = false;
        return wanted;
    }

    boolean takeRedraw() {
        boolean wanted = redraw;
        redraw = false;
        return wanted;
    }

    boolean takeSuspend() {
        boolean wanted = suspend;
        suspend = false;
        return wanted;
    }

    TuiSettings.@Nullable Tint takeTint() {
        TuiSettings.Tint wanted = tint;
        tint = null;
        return wanted;
    }
}
