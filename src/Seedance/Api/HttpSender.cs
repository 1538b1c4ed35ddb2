#if NET
using System.Globalization;
#endif
using System.Net;
#if NET
using System.Text.RegularExpressions;
#endif

namespace Seedance.Api;

/// <summary>Sends one request once and reports why there was no response.</summary>
internal sealed class HttpSender(HttpClient client, Func<Uri, Uri?> findProxy, TimeProvider clock)
{
    /// <exception cref="UnreachableException">The request was not sent.</exception>
    /// <exception cref="ProxyUnreachableException">The request was not sent: there was no connection to the proxy.</exception>
    /// <exception cref="ProxyRejectedException">The request was not sent: the proxy did not accept it.</exception>
    /// <exception cref="ConnectionLostException">The request may have arrived.</exception>
    /// <exception cref="RequestTimeoutException">No response in time; the request may have arrived.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var timer = clock.CreateCancellationTokenSource(timeout);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var response = await client.SendAsync(request, completion, either.Token);
            Telemetry.OnResponse(request, (int)response.StatusCode);
            return ThrowIfProxyRejected(response, request.RequestUri!);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Cancelled by neither token: the handler gave up connecting.
            throw Failed(request, timer.IsCancellationRequested
                ? new RequestTimeoutException(request.RequestUri!, timeout)
                : Unreachable(request.RequestUri!, failure.InnerException ?? failure));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Some handlers report a cancellation as a lost connection.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (InvalidDataException failure)
        {
            // The response can't be decompressed.
            throw Failed(request, new ConnectionLostException(request.RequestUri!, failure));
        }
        catch (HttpRequestException failure)
        {
            throw Failed(request, Describe(request.RequestUri!, failure));
        }
    }

    private static SeedanceException Failed(HttpRequestMessage request, SeedanceException failure)
    {
        Telemetry.OnFailed(request, failure);
        return failure;
    }

    /// <summary>A proxy responds in place of the service when it wants credentials, unless it is asked for a tunnel.</summary>
    private HttpResponseMessage ThrowIfProxyRejected(HttpResponseMessage response, Uri uri)
    {
        if (response.StatusCode != HttpStatusCode.ProxyAuthenticationRequired || findProxy(uri) is not { } proxy)
        {
            return response;
        }

        using (response)
        {
            throw new ProxyRejectedException(proxy, uri, (int)response.StatusCode);
        }
    }

    private SeedanceException Unreachable(Uri uri, Exception cause) => findProxy(uri) is { } proxy ? new ProxyUnreachableException(proxy, cause) : new UnreachableException(uri, cause);

#if NET
    private static readonly Regex _status = new(@"'(?<status>\d{3})'", RegexOptions.CultureInvariant);

    private SeedanceException Describe(Uri uri, HttpRequestException failure) => failure.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError => Unreachable(uri, failure.InnerException ?? failure),
        HttpRequestError.SecureConnectionError => new UnreachableException(uri, failure.InnerException ?? failure),
        // The failure itself is not passed on: its message contains the proxy's password.
        HttpRequestError.ProxyTunnelError when findProxy(uri) is { } proxy => new ProxyRejectedException(proxy, uri, _status.Match(failure.Message) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null),
        _ => new ConnectionLostException(uri, failure.InnerException ?? failure),
    };
#else
    private SeedanceException Describe(Uri uri, HttpRequestException failure) => (failure.InnerException as WebException)?.Status switch
    {
        WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.ConnectFailure => Unreachable(uri, failure.InnerException),
        WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure => new UnreachableException(uri, failure.InnerException),
        WebExceptionStatus.RequestProhibitedByProxy when findProxy(uri) is { } proxy => new ProxyRejectedException(proxy, uri, null),
        _ => new ConnectionLostException(uri, failure.InnerException ?? failure),
    };
#endif
}
