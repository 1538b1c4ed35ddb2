namespace Seedance.PowerShell.Pipeline;

/// <summary>An error that every further request would meet, such as a rejected key: it is reported once, and nothing further is sent.</summary>
internal sealed class CommonCause
{
    private readonly CancellationTokenSource _source;
    private int _hasMet;
    private int _skipped;

    public CommonCause(CancellationToken stopToken)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(stopToken);
        Token = _source.Token;
    }

    /// <summary>Cancelled when the cause was met, or when the pipeline is stopped.</summary>
    public CancellationToken Token { get; }

    public bool HasMet => Volatile.Read(ref _hasMet) != 0;

    /// <summary>How many inputs were not processed because of it.</summary>
    public int SkippedInputs => Volatile.Read(ref _skipped);

    /// <summary>Whether a failure is such a cause.</summary>
    public static bool Is(SeedanceException failure) => IsLimit(failure) || failure is UnauthorizedException or InsufficientCreditsException or ModelNotSupportedException or ProxyRejectedException { StatusCode: 407 };

    /// <summary>Stops everything that is not submitted yet. A limit stops only the inputs after it: those before it are within the limit.</summary>
    /// <returns>Whether this was the first time.</returns>
    public bool Meet(SeedanceException failure)
    {
        if (failure is CostLimitException { IsFollowing: true } || Interlocked.Exchange(ref _hasMet, 1) != 0)
        {
            return false;
        }

        if (!IsLimit(failure))
        {
            _source.Cancel();
        }

        return true;
    }

    private static bool IsLimit(SeedanceException failure) => failure is CostLimitException or DailyBudgetException;

    /// <summary>An input is not processed.</summary>
    public void Skip() => Interlocked.Increment(ref _skipped);
}
