package floodchat.node.link;

import floodchat.protocol.flood.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Connects to a peer and does the handshake. Blocks; any thread may dial. */
public final class Dialler {
    private final Handshake handshake;

    public Dialler(Handshake handshake) {
        this.handshake = handshake;
    }

    /** Tries every IP address of the host, in the resolver's order. */
    public Connection dial(Address address) throws IOException {
        IOException last = new UnknownHostException(address.host());
        for (InetAddress host : InetAddress.getAllByName(address.host())) {
            try {
                return dial(new InetSocketAddress(host, address.port()));
            } catch (Handshake.Refused e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    private Connection dial(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, LinkLimits.CONNECT_WITHIN_MS);
            return handshake.asDialler(socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** The reason why a dial failed, as one clause for a person. */
    public static String reason(IOException e) {
        return switch (e) {
            case Handshake.Refused refused -> String.valueOf(refused.getMessage());
            case UnknownHostException ignored -> "no such host";
            case SocketTimeoutException ignored -> "no answer";
            case NoRouteToHostException ignored -> "no route to that host";
            case ConnectException ignored -> "nobody listens there";
            default -> "the connection broke";
        };
    }
}
