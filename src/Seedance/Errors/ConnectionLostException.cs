namespace Seedance;

/// <summary>The network connection was lost during a request.</summary>
public sealed class ConnectionLostException : SeedanceException
{
    internal ConnectionLostException(Uri uri, Exception inner) : base(Messages.ConnectionLost(uri, inner), inner) { }
}
