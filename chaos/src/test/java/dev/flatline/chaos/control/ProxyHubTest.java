package dev.flatline.chaos.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.target.Target;
import dev.flatline.chaos.toxic.NamedToxic;
import dev.flatline.chaos.toxic.Stream;
import dev.flatline.chaos.toxic.ToxicType;
import dev.flatline.core.time.Alarm;
import dev.flatline.core.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxyHubTest {

    private static final long SECOND = 1_000_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final PretendPath path = new PretendPath();
    private final ProxyHub hub = hub(HubOptions.defaults());

    private ProxyHub hub(HubOptions options) {
        return new ProxyHub(
                path,
                new Alarms() {
                    @Override
                    public long nanoTime() {
                        return time.nanoTime();
                    }

                    @Override
                    public Alarm after(long delayNanos, Runnable task) {
                        return time.after(delayNanos, task);
                    }
                },
                options);
    }

    private static ProxySpec spec(String name, String listen) {
        return new ProxySpec(name, listen, "127.0.0.1:1", true);
    }

    private static ToxicView toxic(String name, int ttlSeconds, long now) {
        ToxicType type = TestTypes.all().get(0);
        NamedToxic toxic = new NamedToxic(name, Stream.UPSTREAM, 1, Target.EVERYONE, type.create(type.defaults()));
        return new ToxicView(
                toxic,
                "upstream",
                ttlSeconds == 0 ? null : new TimeToLive(ttlSeconds * SECOND, now + ttlSeconds * SECOND));
    }

    private List<String> names(String proxy) {
        return hub.proxy(proxy).toxics().stream().map(ToxicView::name).toList();
    }

    @Test
    void keepsThePortThatItFoundThroughDisableAndEnable() {
        String first = hub.create(spec("p", "127.0.0.1:0")).listen();

        hub.update("p", new ProxyPatch(null, null, false));
        ProxyView again = hub.update("p", new ProxyPatch(null, null, true));

        assertEquals("127.0.0.1:40001", first);
        assertEquals(first, again.listen());
    }

    @ParameterizedTest
    @CsvSource({"localhost:7070, 127.0.0.1:7070", "0.0.0.0:7070, [::]:7070", "':7070', 0.0.0.0:7070", "[::]:7070, :7070"
    })
    void movesNothingForAnotherWordForTheSameAddress(String first, String second) {
        hub.create(spec("p", first));

        hub.update("p", new ProxyPatch(second, null, null));

        assertEquals(List.of("p started"), path.history());
    }

    @Test
    void goesOnWhereItWasWhenTheNewAddressIsTaken() {
        hub.create(spec("p", "127.0.0.1:7070"));
        hub.create(spec("other", "127.0.0.1:7071"));
        hub.toxics("p").add(toxic("t", 0, 0)).join();

        ControlException failure = assertThrows(
                ControlException.class, () -> hub.update("p", new ProxyPatch("127.0.0.1:7071", null, null)));

        assertEquals("listen tcp 127.0.0.1:7071: bind: address already in use", failure.getMessage());
        assertEquals("127.0.0.1:7070", hub.proxy("p").listen());
        assertTrue(hub.proxy("p").enabled());
        assertFalse(path.history().contains("p closed"));
    }

    @Test
    void comesBackWhereItWasWhenItsOwnSocketHadToGoFirst() {
        hub.create(spec("p", "127.0.0.1:7070"));
        hub.create(spec("other", "127.0.0.2:7070"));

        assertThrows(ControlException.class, () -> hub.update("p", new ProxyPatch("127.0.0.2:7070", null, null)));

        assertEquals("127.0.0.1:7070", hub.proxy("p").listen());
        assertTrue(hub.proxy("p").enabled());
        assertNotNull(path.running("p"));
    }

    @Test
    void carriesItsToxicsAlongWhenItMovesAndWhenItIsStartedAgain() {
        hub.create(spec("p", "127.0.0.1:7070"));
        hub.toxics("p").add(toxic("t", 0, 0)).join();

        hub.update("p", new ProxyPatch("127.0.0.1:7071", "other:1", null));
        hub.update("p", new ProxyPatch(null, null, false));
        hub.update("p", new ProxyPatch(null, null, true));

        assertEquals(1, path.toxics("p").size());
    }

    @Test
    void putsReplacementsInTheSamePlace() {
        hub.create(spec("p", "127.0.0.1:7070"));
        ToxicChanges toxics = hub.toxics("p");
        toxics.add(toxic("a", 0, 0)).join();
        toxics.add(toxic("b", 0, 0)).join();

        toxics.put(toxic("a", 0, 0)).join();
        toxics.put(toxic("c", 0, 0)).join();

        assertEquals(List.of("a", "b", "c"), names("p"));
        assertEquals(
                List.of("a", "b", "c"),
                path.toxics("p").stream().map(NamedToxic::name).toList());
    }

    @Test
    void takesAToxicOffWhenItsTimeHasCome() {
        hub.create(spec("p", "127.0.0.1:7070"));
        hub.toxics("p").add(toxic("short", 2, time.nanoTime())).join();
        hub.toxics("p").add(toxic("for ever", 0, 0)).join();

        time.advance(2 * SECOND - 1);
        List<String> before = names("p");
        time.advance(1);

        assertEquals(List.of("short", "for ever"), before);
        assertEquals(List.of("for ever"), names("p"));
        assertEquals(1, path.toxics("p").size());
    }

    @Test
    void aReplacedOrRemovedToxicTakesItsTimeToLiveWithIt() {
        hub.create(spec("p", "127.0.0.1:7070"));
        ToxicChanges toxics = hub.toxics("p");
        toxics.add(toxic("a", 2, time.nanoTime())).join();
        toxics.add(toxic("b", 2, time.nanoTime())).join();

        toxics.put(toxic("a", 0, 0)).join();
        toxics.remove("b", any -> true).join();
        toxics.add(toxic("b", 5, time.nanoTime())).join();
        time.advance(3 * SECOND);

        assertEquals(List.of("a", "b"), names("p"));
        time.advance(2 * SECOND);
        assertEquals(List.of("a"), names("p"));
    }

    @Test
    void resetGoesOnPastAProxyThatCannotStart() {
        hub.create(new ProxySpec("a", "127.0.0.1:7070", "x:1", false));
        hub.create(spec("taker", "127.0.0.1:7070"));
        hub.create(new ProxySpec("z", "127.0.0.1:7071", "x:1", false));
        hub.toxics("taker").add(toxic("t", 0, 0)).join();

        Throwable failure =
                assertThrows(CompletionException.class, () -> hub.reset().join());

        assertEquals(
                "listen tcp 127.0.0.1:7070: bind: address already in use",
                Objects.requireNonNull(failure.getCause()).getMessage());
        assertTrue(hub.proxy("z").enabled());
        assertEquals(List.of(), names("taker"));
    }

    @Test
    void populatingFindsWhatIsThereAndReplacesWhatDiffers() {
        hub.create(spec("same", "127.0.0.1:7070"));
        hub.toxics("same").add(toxic("t", 0, 0)).join();
        hub.create(spec("moves", "127.0.0.1:7071"));
        hub.toxics("moves").add(toxic("t", 0, 0)).join();

        Populated result = hub.populate(List.of(
                spec("same", "localhost:7070"), spec("moves", "127.0.0.1:7072"), spec("new", "127.0.0.1:7073")));

        assertNull(result.failure());
        assertEquals(
                List.of("same", "moves", "new"),
                result.proxies().stream().map(ProxyView::name).toList());
        assertEquals(List.of("t"), names("same"));
        assertEquals(List.of(), names("moves"));
        assertEquals("127.0.0.1:7072", hub.proxy("moves").listen());
    }

    @Test
    void takesNoMoreThanItMay() {
        ProxyHub small = hub(new HubOptions(Compat.OURS, Duration.ofSeconds(1), 1, 1, 1));
        small.create(spec("p", "127.0.0.1:7070"));
        small.toxics("p").add(toxic("a", 0, 0)).join();

        ControlException proxies =
                assertThrows(ControlException.class, () -> small.create(spec("q", "127.0.0.1:7071")));
        ControlException toxics =
                assertThrows(ControlException.class, () -> small.toxics("p").add(toxic("b", 0, 0)));

        assertEquals(503, proxies.status());
        assertEquals(503, toxics.status());
    }

    @Test
    void closesAllProxiesAndMakesNoOther() {
        hub.create(spec("p", "127.0.0.1:7070"));

        hub.close();

        assertEquals(List.of("p started", "p closed"), path.history());
        assertThrows(ControlException.class, () -> hub.create(spec("q", "127.0.0.1:7071")));
    }
}
