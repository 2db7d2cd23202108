package dev.flatline.scenarios.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.flatline.core.load.ClientGroup;
import dev.flatline.core.load.ConstantRate;
import dev.flatline.scenarios.FlatlineException;
import dev.flatline.scenarios.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GroupsTest {

    private static final String TWO = """
            name: two
            duration: 10s
            clients:
              - {name: web, count: 300, connect: {arrival: constant, rate: 30/s}}
              - {name: phones, count: 100, connect: {rate: 5/s}, messages: {rate: 1/s}}
            """;

    @Test
    void aListHasAGroupForEachItem() {
        Scenario scenario = read(TWO);

        List<ClientGroup> groups = scenario.load().groups();
        assertEquals(400, scenario.load().clients());
        assertEquals(
                List.of("web", "phones"), groups.stream().map(ClientGroup::name).toList());
        assertEquals(new ConstantRate(30), groups.get(0).arrivals());
        assertEquals(1_000_000_000, groups.get(1).client().messages().intervalNanos());
    }

    @Test
    void whatWasResolvedReadsTheSame() {
        Scenario scenario = read(TWO);

        assertEquals(scenario, read(scenario.yaml()));
    }

    @Test
    void oneGroupNeedsNoName() {
        Scenario scenario = read("name: one\nduration: 1s\nclients: {count: 5, connect: {rate: 5/s}}");

        assertEquals("clients", scenario.load().groups().get(0).name());
    }

    @ParameterizedTest
    @CsvSource({"400, 300, 100", "4, 3, 1", "2, 1, 1", "40k, 30000, 10000", "1000, 750, 250"})
    void aNumberOfClientsIsSharedOutInProportion(String clients, int web, int phones) {
        Scenario scenario = read(TWO, new Setting("--clients", "clients.count", clients));

        assertEquals(
                List.of(web, phones),
                scenario.load().groups().stream().map(ClientGroup::clients).toList());
    }

    @Test
    void aSettingReachesAGroupByItsName() {
        Scenario scenario = read(TWO, new Setting("--set", "clients.phones.count", "7"));

        assertEquals(7, scenario.load().groups().get(1).clients());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clients: []                                                                 | f.yaml:3:10: clients: a load needs at least one group of clients
            clients: [{count: 1, connect: {rate: 1/s}}]                                 | f.yaml:3:11: clients[0].name: missing; it is required
            clients: [{name: a b, count: 1, connect: {rate: 1/s}}]                      | f.yaml:3:18: clients[0].name: found 'a b'; accepted: up to 64 letters, digits, dots, dashes and underscores, such as reconnect-storm
            clients: [{name: a, count: 1, connect: {rate: 1/s}}, {name: a, count: 1, connect: {rate: 1/s}}] | f.yaml:3:10: clients: two groups have the name 'a'
            clients: [{name: a, cuont: 1, connect: {rate: 1/s}}]                        | f.yaml:3:21: clients[0].cuont: unknown key; did you mean 'count'?
            """)
    void saysWhatIsWrongWithAList(String clients, String message) {
        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> read("name: x\nduration: 1s\n" + clients));

        assertEquals(message, refused.text().lines().findFirst().orElse(""));
    }

    @Test
    void fewerClientsThanGroupsAreRefused() {
        FlatlineException refused =
                assertThrows(FlatlineException.class, () -> read(TWO, new Setting("--clients", "clients.count", "1")));

        assertEquals(
                "--clients: found 1 for 2 groups of clients; accepted: at least one for each, and a count in every group",
                refused.text());
    }

    private static Scenario read(String text, Setting... settings) {
        return ScenarioReader.read(text, "f.yaml", List.of(settings));
    }
}
