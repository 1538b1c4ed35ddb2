namespace Seedance.WireServer;

/// <summary>What a proxy was asked for, and how it responded: 200 when it passed the request on.</summary>
internal sealed record ProxyRequest(string Method, string Target, string Head, int Status)
{
    public override string ToString() => $"{Method} {Target} -> {Status}";
}
