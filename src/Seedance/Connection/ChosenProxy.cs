using System.Net;

namespace Seedance.Connection;

/// <summary>A proxy that was named for a connection. It serves every address: an exception list is for the proxy of the environment.</summary>
internal sealed class ChosenProxy : IWebProxy
{
#if NET
    private static readonly string[] _schemes = ["http", "https", "socks4", "socks4a", "socks5"];
#else
    private static readonly string[] _schemes = ["http"];
#endif

    private ChosenProxy(Uri address, ICredentials? credentials) => (Address, Credentials) = (address, credentials);

    /// <summary>The address, without a user name and password.</summary>
    public Uri Address { get; }

    public ICredentials? Credentials { get; set; }

    /// <summary>A proxy by its address, which may contain a user name and password.</summary>
    /// <param name="address">The address.</param>
    /// <param name="credentials">Used rather than those in the address; null when there are none.</param>
    /// <exception cref="InvalidConnectionException">The address is not one of a proxy.</exception>
    public static ChosenProxy Create(Uri address, ICredentials? credentials)
    {
        // The address is not shown, because it may contain a password.
        if (!address.IsAbsoluteUri || !_schemes.Contains(address.Scheme) || address.Host.Length == 0)
        {
            throw new InvalidConnectionException(Messages.InvalidProxy(_schemes), isAboutProxy: true);
        }

        return new ChosenProxy(WithoutCredentials(address), credentials ?? ReadCredentials(address.UserInfo));
    }

    /// <summary>The address of a proxy as it may be shown.</summary>
    public static Uri WithoutCredentials(Uri address) => new(address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));

    public Uri GetProxy(Uri destination) => Address;

    public bool IsBypassed(Uri host) => false;

    private static NetworkCredential? ReadCredentials(string userInfo)
    {
        if (userInfo.Length == 0)
        {
            return null;
        }

        var colon = userInfo.IndexOf(':');
        return colon < 0
            ? new NetworkCredential(Uri.UnescapeDataString(userInfo), string.Empty)
            : new NetworkCredential(Uri.UnescapeDataString(userInfo.Substring(0, colon)), Uri.UnescapeDataString(userInfo.Substring(colon + 1)));
    }
}
