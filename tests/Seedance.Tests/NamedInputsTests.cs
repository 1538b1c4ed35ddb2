namespace Seedance.Tests;

/// <summary>Equal inputs of a run are told apart by their order, however long each takes to be hashed.</summary>
public sealed class NamedInputsTests
{
    private static readonly SeedanceRequest _request = new() { Prompt = "a fox", Seed = 7 };

    [Fact]
    public async Task The_second_of_equal_inputs_waits_for_the_first()
    {
        var expected = new NamedInputs();
        var (firstKey, secondKey) = (Key(expected), Key(expected));
        var inputs = new NamedInputs();
        var (first, second) = (inputs.TakeTurn(), inputs.TakeTurn());

        var later = KeyAsync(second);
        Assert.False(later.IsCompleted);

        Assert.Equal(firstKey, await KeyAsync(first));
        Assert.Equal(secondKey, await later);
        Assert.NotEqual(firstKey, secondKey);
    }

    [Fact]
    public async Task An_input_that_fails_before_its_turn_holds_up_no_other()
    {
        var inputs = new NamedInputs();
        var (failed, next) = (inputs.TakeTurn(), inputs.TakeTurn());

        failed.Dispose();

        Assert.Equal(Key(new NamedInputs()), await KeyAsync(next));
    }

    [Fact]
    public async Task Waiting_for_the_turn_can_be_canceled()
    {
        var inputs = new NamedInputs();
        using var first = inputs.TakeTurn();
        using var second = inputs.TakeTurn();
        using var cancellation = new CancellationTokenSource();
        var waiting = second.ReadAsync(_request, VideoModels.Seedance20Fast, "trailer", cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static string Key(NamedInputs inputs) => inputs.NextKey(_request, VideoModels.Seedance20Fast, "trailer");

    private static async Task<string> KeyAsync(InputTurn turn) => (await turn.ReadAsync(_request, VideoModels.Seedance20Fast, "trailer", CancellationToken.None)).Key;
}
