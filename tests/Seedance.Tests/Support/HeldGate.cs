namespace Seedance.Tests;

/// <summary>A gate for one request at a time whose only permit the test holds until it disposes of this.</summary>
internal sealed class HeldGate : IDisposable
{
    private IDisposable? _permit;

    public HeldGate() => _permit = Gate.AcquireAsync(default).GetAwaiter().GetResult();

    public RequestGate Gate { get; } = new(1);

    public void Dispose()
    {
        _permit?.Dispose();
        _permit = null;
    }
}
