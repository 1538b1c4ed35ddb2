namespace Seedance;

/// <summary>A request that the service would reject. Raised before anything is uploaded or paid.</summary>
public sealed class InvalidRequestException : SeedanceException
{
    internal InvalidRequestException(IReadOnlyList<RequestFault> faults)
        : base(string.Join(Environment.NewLine, faults)) => Faults = faults;

    /// <summary>Everything that is wrong with the request, not just the first fault.</summary>
    public IReadOnlyList<RequestFault> Faults { get; }
}
