namespace Seedance;

/// <summary>A request got no response in time.</summary>
public sealed class RequestTimeoutException : SeedanceException
{
    internal RequestTimeoutException(Uri uri, TimeSpan timeout) : base(Messages.RequestTimeout(uri, timeout)) { }
}
