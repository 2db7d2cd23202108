package dev.flatline.chaos.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.flatline.chaos.rollback.RollbackException;
import dev.flatline.core.testing.Await;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What nft is fed, when, and what becomes of refusals, without a kernel. */
final class KernelLossTest {

    private final FakeNft nft = new FakeNft();
    private final FakeBook book = new FakeBook(nft);
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final KernelLoss loss =
            new KernelLoss("storm-1", book, address -> OptionalLong.empty(), failures::add, nft);

    private void changes(int count) {
        Await.until(count + " changes", () -> nft.changes().size() >= count);
    }

    @Test
    void theTableIsWrittenDownBeforeItIsMadeAndGoneInTheEnd() throws RollbackException {
        assertEquals(Optional.empty(), loss.refusal());
        assertEquals(Set.of("flatline-storm-1"), nft.tables());

        loss.close();

        assertEquals(Set.of(), nft.tables());
        assertEquals(List.of("written with 0 tables made", "undone"), book.events());
    }

    @Test
    void aPathIsAddedAndDeletedByItsFourTuple() throws RollbackException {
        loss.lose("fault", List.of(Paths.four(40_000, 80), Paths.six(40_001, 80)));
        changes(1);
        loss.restore("fault", List.of(Paths.four(40_000, 80)));
        changes(2);

        assertEquals(List.of("""
                        add element inet flatline-storm-1 lost4 { 127.0.0.1 . 40000 . 127.0.0.1 . 80 }
                        add element inet flatline-storm-1 lost6 { 0:0:0:0:0:0:0:1 . 40001 . 0:0:0:0:0:0:0:1 . 80 }
                        """, """
                        delete element inet flatline-storm-1 lost4 { 127.0.0.1 . 40000 . 127.0.0.1 . 80 }
                        """), nft.changes());
        loss.close();
    }

    @Test
    void whatIsWantedWhileNftIsBusyGoesIntoOneScript() throws RollbackException {
        synchronized (nft) {
            IntStream.range(0, 1000).forEach(i -> loss.lose("fault", List.of(Paths.four(10_000 + i, 80))));
        }
        Await.until("all elements", () -> elements() == 1000);

        assertTrue(nft.changes().size() <= 2, nft.changes().size() + " scripts");
        loss.close();
    }

    private int elements() {
        return String.join("", nft.changes()).split("127.0.0.1 . 80", -1).length - 1;
    }

    @Test
    void aPathPassesOnlyWhenNobodyWantsItDroppedAnyMore() throws RollbackException {
        loss.lose("one", List.of(Paths.four(1, 80)));
        loss.lose("other", List.of(Paths.four(1, 80), Paths.four(2, 80)));
        changes(1);
        loss.over("one");
        loss.over("other");
        loss.close();

        String deleted = nft.changes().get(nft.changes().size() - 1);
        assertTrue(deleted.startsWith("delete"), deleted);
        assertTrue(deleted.contains("127.0.0.1 . 1 . 127.0.0.1 . 80, 127.0.0.1 . 2 ."), deleted);
    }

    @Test
    void whatIsNotInTheKernelIsNotDeletedAndWhatIsThereNotAdded() {
        LossTable table = new LossTable("flatline-a");
        Set<PacketPath> both = Set.of(Paths.four(1, 80), Paths.four(2, 80));

        String never = table.change(both, Set.of());
        table.changed(both, both);
        String again = table.change(both, both);
        String half = table.change(both, Set.of(Paths.four(1, 80)));

        assertEquals("", never + again);
        assertEquals("delete element inet flatline-a lost4 { 127.0.0.1 . 2 . 127.0.0.1 . 80 }\n", half);
    }

    @Test
    void nothingIsRunWhereNothingWasLost() throws RollbackException {
        loss.restore("fault", List.of(Paths.four(1, 80)));
        loss.over("fault");
        loss.close();

        assertEquals(List.of(), nft.changes());
        assertEquals(List.of(), book.events());
    }

    @Test
    void aKernelThatRefusesIsAskedOnceAndNothingIsWrittenDown() throws RollbackException {
        nft.refuse(script -> script.startsWith("table"), new NftException("no nftables here"));

        assertEquals(Optional.of("no nftables here"), loss.refusal());
        assertEquals(Optional.of("no nftables here"), loss.refusal());

        assertEquals(List.of(), book.events());
        loss.close();
    }

    @Test
    void changesThatFailAreToldOnceAndTriedAgainWithTheNext() throws RollbackException {
        assertEquals(Optional.empty(), loss.refusal());
        nft.refuse(script -> script.contains("add element"), new NftException("busy"));
        loss.lose("fault", List.of(Paths.four(1, 80)));
        loss.lose("fault", List.of(Paths.four(2, 80)));
        Await.until("the failure", () -> !failures.isEmpty());

        nft.refuse(script -> false, new NftException("busy"));
        loss.lose("fault", List.of(Paths.four(3, 80)));
        changes(1);

        assertEquals(1, failures.size());
        assertTrue(
                nft.changes().get(0).contains("127.0.0.1 . 1 ."), nft.changes().get(0));
        loss.close();
    }

    @Test
    void morePathsThanThereMayBeAreToldOnce() {
        LossPlan plan = new LossPlan(2);
        NetworkNamespace here = new NetworkNamespace("net:[1]", "");

        assertTrue(plan.lose("fault", new LossPlan.Placed(here, Paths.four(1, 80))));
        assertTrue(plan.lose("fault", new LossPlan.Placed(here, Paths.four(2, 80))));
        assertTrue(plan.lose("other", new LossPlan.Placed(here, Paths.four(2, 80))));
        assertFalse(plan.lose("fault", new LossPlan.Placed(here, Paths.four(3, 80))));
    }

    @Test
    void aRefusalSaysReasonAndRemedyInOneLine() {
        String denied = NftProgram.reason(1, "Operation not permitted (you must be root)\nnetlink: Error: cache");
        String unsupported =
                NftProgram.reason(1, "/dev/stdin:1:1-5: Error: Could not process rule: Not supported\n^^^\n");

        assertTrue(denied.contains("CAP_NET_ADMIN") && denied.contains("run it as root"), denied);
        assertTrue(unsupported.contains("Not supported") && unsupported.contains("mode drop"), unsupported);
        assertEquals(
                2, List.of(denied, unsupported).stream().flatMap(String::lines).count());
    }
}
