package floodchat.protocol.flood;

/** What passes through and changes nothing about the links: nearly all there is under load. */
final class Transit {
    private Transit() {}

    static boolean is(FloodInput input) {
        return switch (input) {
            case FloodInput.FrameReceived(LinkId _, Frame frame) -> is(frame);
            case FloodInput.TimerFired(FloodTimer timer) -> is(timer);
            case FloodInput.Asked(FloodCommand command) -> command instanceof FloodCommand.Publish;
            case FloodInput.Stamped _, FloodInput.Written _, FloodInput.LeftOut _ -> true;
            case FloodInput.LinkOpened _, FloodInput.Misbehaved _, FloodInput.LinkClosed _ -> false;
            case FloodInput.DialFailed _ -> false;
        };
    }

    private static boolean is(Frame frame) {
        return switch (frame) {
            case Frame.PacketFrame _, Frame.IHave _, Frame.IWant _, Frame.Graft _, Frame.Prune _ -> true;
            case Frame.Ping _, Frame.Pong _ -> true;
            case Frame.JoinRequest _, Frame.JoinAck _, Frame.NeighbourRequest _, Frame.Disconnect _ -> false;
            case Frame.Shuffle _, Frame.ShuffleReply _ -> false;
        };
    }

    private static boolean is(FloodTimer timer) {
        return switch (timer) {
            case FloodTimer.AnnounceDue _, FloodTimer.MissingDue _, FloodTimer.CatchUpDue _ -> true;
            case FloodTimer.RepairDue _ -> true;
            case FloodTimer.Retry _, FloodTimer.Shuffle _, FloodTimer.PurposeDue _ -> false;
            case FloodTimer.Remember _, FloodTimer.GoodbyeDue _ -> false;
        };
    }
}
