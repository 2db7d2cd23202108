package dev.flatline.loadgen;

import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.LoadPlan;
import dev.flatline.core.seed.Seeds;
import dev.flatline.wire.SourceAddresses;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The route of every client: one object for each group and destination, shared by all clients that are alike in both. */
final class Routes {

    private static final int DEVIATIONS = 4;

    private final Destinations destinations;
    private final Seeds seeds;
    private final Map<String, List<Route>> byGroup = new HashMap<>();

    /**
     * Looks the names of all destinations up.
     *
     * @throws UnknownHostException if one does not resolve; the message names it
     * @throws dev.flatline.wire.UnusableSourceException if the local addresses cannot serve the clients: one line
     * @throws dev.flatline.wire.tls.UnusableCertificateException if the file of trusted certificates is none: one line
     */
    Routes(LoadPlan plan, Destinations destinations, Seeds seeds) throws UnknownHostException {
        this.destinations = destinations;
        this.seeds = seeds;
        List<InetSocketAddress> remotes = new ArrayList<>();
        List<SourceAddresses> sources = new ArrayList<>();
        for (Destination destination : destinations.all()) {
            remotes.add(Route.remote(destination));
        }
        for (InetSocketAddress remote : remotes) {
            int clients = mostOf(remote, remotes, plan.clients());
            sources.add(SourceAddresses.among(destinations.sources(), clients, remote.getAddress()));
        }
        List<@Nullable ClientTls> tls = tls(destinations, plan.clients());
        for (ClientGroup group : plan.groups()) {
            List<Route> routes = new ArrayList<>();
            for (int index = 0; index < remotes.size(); index++) {
                ClientRequest request =
                        ClientRequest.of(group, destinations.all().get(index).target());
                routes.add(new Route(remotes.get(index), sources.get(index), request, tls.get(index)));
            }
            byGroup.put(group.name(), routes);
        }
    }

    /**
     * How many clients one server may get by all the URLs that lead to it: of a share that is drawn, four standard deviations
     * more than its mean.
     */
    private int mostOf(InetSocketAddress remote, List<InetSocketAddress> remotes, int clients) {
        double share = 0;
        for (int index = 0; index < remotes.size(); index++) {
            share += remotes.get(index).equals(remote) ? destinations.share(index) : 0;
        }
        double mean = clients * Math.min(1, share);
        return (int) Math.min(clients, Math.ceil(mean + DEVIATIONS * Math.sqrt(mean)));
    }

    /** The route of one client. */
    Route of(int client, ClientGroup group) {
        return of(group).get(destinations.of(client, seeds));
    }

    /** The routes of a group, in the order of the destinations. */
    List<Route> of(ClientGroup group) {
        return Objects.requireNonNull(byGroup.get(group.name()));
    }

    private static List<@Nullable ClientTls> tls(Destinations destinations, int clients) {
        List<@Nullable ClientTls> all = new ArrayList<>();
        if (destinations.all().stream().noneMatch(Destination::isSecure)) {
            destinations.all().forEach(plain -> all.add(null));
            return all;
        }
        SslContext context = ClientTls.context(destinations.tls(), clients);
        for (Destination destination : destinations.all()) {
            all.add(destination.isSecure() ? ClientTls.of(context, destinations.tls(), destination.target()) : null);
        }
        return all;
    }
}
